#include <math.h>

#include "../float/binary64.h"

#include "errors.h"

// Two bits of the radicand give one bit of the root; 55 bits of root, the last one made sticky, round as they must.
double sqrt(double x) {
    const Bits bits = to_bits(x);
    if (magnitude_of(bits) == 0 || is_nan(bits) || bits == INFINITY_BITS) return x;
    if (bits & SIGN_BIT) return outside_domain();
    Bits radicand;
    int exponent = unpack(bits, &radicand) - EXPONENT_BIAS;
    if (exponent & 1) {
        radicand <<= 1;
        exponent--;
    }
    // Two bits before the point now: the radicand is from one up to four.
    Bits root = 0, rest = 0;
    for (int bit = 0; bit < 55; bit++) {
        rest = rest << 2 | radicand >> 62;
        radicand <<= 2;
        root <<= 1;
        if (rest > 2 * root) {
            rest -= 2 * root + 1;
            root++;
        }
    }
    return round_and_pack(0, exponent / 2 + EXPONENT_BIAS, root << 8 | (rest != 0));
}

// Twice the bits and two more make the second rounding harmless (Figueroa 1995).
float sqrtf(float x) { return (float)sqrt(x); }
