#include <errno.h>
#include <math.h>

#include "../float/binary64.h"

double ldexp(double x, int exponent) {
    const Bits bits = to_bits(x);
    if (magnitude_of(bits) == 0 || magnitude_of(bits) >= INFINITY_BITS) return x;
    // Beyond any double, and no sum overflows.
    const int power = exponent < -5000 ? -5000 : exponent > 5000 ? 5000 : exponent;
    Bits significand;
    const int old = unpack(magnitude_of(bits), &significand);
    const double scaled = round_and_pack(bits & SIGN_BIT, old + power, significand);
    if (scaled == 0 || isinf(scaled)) errno = ERANGE;
    return scaled;
}

double scalbn(double x, int exponent) { return ldexp(x, exponent); }
double scalbln(double x, long exponent) {
    return ldexp(x, exponent < -5000 ? -5000 : exponent > 5000 ? 5000 : (int)exponent);
}
