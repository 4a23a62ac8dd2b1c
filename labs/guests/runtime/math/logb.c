#include <limits.h>
#include <math.h>

#include "errors.h"

int ilogb(double x) {
    if (x == 0) return FP_ILOGB0;
    if (IS_NAN(x)) return FP_ILOGBNAN;
    if (IS_INFINITE(x)) return INT_MAX;
    int exponent;
    frexp(x, &exponent);
    return exponent - 1;
}

double logb(double x) {
    if (x == 0) return at_pole(1);
    if (IS_SPECIAL(x)) return x * x;
    return ilogb(x);
}

int ilogbf(float x) { return ilogb(x); }
float logbf(float x) { return (float)logb(x); }
