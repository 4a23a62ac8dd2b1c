#include <math.h>

#include "errors.h"
#include "logarithm.h"

// ln(1 + x + x²/(1 + sqrt(1 + x²)))
double asinh(double x) {
    if (x == 0 || IS_SPECIAL(x)) return x;
    const X size = x_absolute(__x_from_double(x));
    const X square = __x_mul(size, size);
    const X root = __x_sqrt(__x_add(X_ONE, square));
    X result = __x_log1p(__x_add(size, __x_div(square, __x_add(X_ONE, root))));
    result.negative = x < 0;
    return __x_to_double(result);
}

float asinhf(float x) { return (float)asinh(x); }
