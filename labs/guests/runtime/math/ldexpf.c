#include <math.h>

#include "../float/binary32.h"

// Not by way of double: a subnormal result must be rounded once only.
float ldexpf(float x, int exponent) {
    const Bits bits = to_bits(x);
    if (magnitude_of(bits) == 0 || magnitude_of(bits) >= INFINITY_BITS) return x;
    const int power = exponent < -1000 ? -1000 : exponent > 1000 ? 1000 : exponent;
    Bits significand;
    const int old = unpack(magnitude_of(bits), &significand);
    return round_and_pack(bits & SIGN_BIT, old + power, significand);
}

float scalbnf(float x, int exponent) { return ldexpf(x, exponent); }
float scalblnf(float x, long exponent) {
    return ldexpf(x, exponent < -1000 ? -1000 : exponent > 1000 ? 1000 : (int)exponent);
}
