#include <math.h>

#include "../float/binary64.h"

// Neighbours have neighbouring patterns.
double nextafter(double x, double towards) {
    if (isnan(x) || isnan(towards)) return x + towards;
    if (x == towards) return towards;
    const Bits bits = to_bits(x);
    if (magnitude_of(bits) == 0) return copysign(from_bits(1), towards);
    return from_bits((x < towards) == (x > 0) ? bits + 1 : bits - 1);
}
