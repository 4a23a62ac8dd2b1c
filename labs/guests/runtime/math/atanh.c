#include <math.h>

#include "errors.h"
#include "logarithm.h"

// ln((1 + x) / (1 - x)) / 2 = ln(1 + 2x / (1 - x)) / 2
double atanh(double x) {
    if (x == 0 || IS_NAN(x)) return x;
    if (fabs(x) > 1) return outside_domain();
    if (fabs(x) == 1) return at_pole(x < 0);
    const X size = x_absolute(__x_from_double(x));
    X result = size.e < -3 ? __x_artanh(size)
                           : x_scale(__x_log1p(__x_div(x_scale(size, 1), x_sub(X_ONE, size))), -1);
    result.negative = x < 0;
    return __x_to_double(result);
}

float atanhf(float x) { return (float)atanh(x); }
