#include <math.h>

#include "../float/binary64.h"

// Clears the bits behind the point.
double trunc(double x) {
    const Bits bits = to_bits(x);
    const int power = ((int)(bits >> FRACTION_BITS) & EXPONENT_MAX) - EXPONENT_BIAS;
    if (power >= FRACTION_BITS) return x;  // whole, infinite or NaN
    if (power < 0) return from_bits(bits & SIGN_BIT);
    return from_bits(bits & ~(FRACTION_MASK >> power));
}

float truncf(float x) { return (float)trunc(x); }
