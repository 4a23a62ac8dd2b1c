#include <math.h>

#include "errors.h"
#include "exponential.h"

// m / (m + 2) with m = e^2|x| - 1.
double tanh(double x) {
    if (x == 0 || IS_NAN(x)) return x;
    if (fabs(x) > 30) return x < 0 ? -1 : 1;
    const X m = __x_expm1(x_scale(x_absolute(__x_from_double(x)), 1));
    X result = __x_div(m, __x_add(m, x_scale(X_ONE, 1)));
    result.negative = x < 0;
    return __x_to_double(result);
}

float tanhf(float x) { return (float)tanh(x); }
