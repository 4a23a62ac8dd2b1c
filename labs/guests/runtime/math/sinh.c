#include <math.h>

#include "errors.h"
#include "exponential.h"

// (m + m/(m+1)) / 2 with m = e^|x| - 1, which does not cancel near zero.
double sinh(double x) {
    if (x == 0 || IS_SPECIAL(x)) return x;
    const X m = __x_expm1(x_absolute(__x_from_double(x)));
    X result = x_scale(__x_add(m, __x_div(m, __x_add(m, X_ONE))), -1);
    result.negative = x < 0;
    return __x_to_double(result);
}

float sinhf(float x) { return (float)sinh(x); }
