#include <math.h>

#include "../float/binary64.h"

#include "errors.h"

// Long division that keeps only the remainder. Exact.
double fmod(double x, double y) {
    const Bits a = to_bits(x), b = to_bits(y);
    const Bits sign = a & SIGN_BIT;
    if (is_nan(a) || is_nan(b)) return x + y;
    if (magnitude_of(a) == INFINITY_BITS || magnitude_of(b) == 0) return outside_domain();
    if (magnitude_of(a) < magnitude_of(b)) return x;
    Bits rest, divisor;
    int distance = unpack(magnitude_of(a), &rest);
    const int exponent = unpack(magnitude_of(b), &divisor);
    distance -= exponent;
    for (; distance >= 0; distance--) {
        if (rest >= divisor) rest -= divisor;
        if (rest == 0) return from_bits(sign);
        if (distance) rest <<= 1;
    }
    const int shift = leading_zeros(rest) - 1;
    return round_and_pack(sign, exponent - shift, rest << shift);
}

float fmodf(float x, float y) { return (float)fmod(x, y); }
