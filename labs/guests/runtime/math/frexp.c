#include <math.h>

#include "../float/binary64.h"

// x = m · 2^exponent, m from one half to one.
double frexp(double x, int* exponent) {
    const Bits bits = to_bits(x);
    *exponent = 0;
    if (magnitude_of(bits) == 0 || magnitude_of(bits) >= INFINITY_BITS) return x;
    Bits significand;
    *exponent = unpack(magnitude_of(bits), &significand) - EXPONENT_BIAS + 1;
    return round_and_pack(bits & SIGN_BIT, EXPONENT_BIAS - 1, significand);
}

float frexpf(float x, int* exponent) { return (float)frexp(x, exponent); }
