#include <math.h>

#include "errors.h"
#include "exponential.h"

double cosh(double x) {
    if (IS_SPECIAL(x)) return fabs(x);
    const X power = x_exp(x_absolute(__x_from_double(x)));
    return __x_to_double(x_scale(__x_add(power, __x_div(X_ONE, power)), -1));
}

float coshf(float x) { return (float)cosh(x); }
