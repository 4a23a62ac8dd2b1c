#include <math.h>

#include "errors.h"
#include "extended.h"

double hypot(double x, double y) {
    if (IS_INFINITE(x) || IS_INFINITE(y)) return INFINITY;
    if (IS_NAN(x) || IS_NAN(y)) return x + y;
    const X a = __x_from_double(x), b = __x_from_double(y);
    return __x_to_double(__x_sqrt(__x_add(__x_mul(a, a), __x_mul(b, b))));
}

float hypotf(float x, float y) { return (float)hypot(x, y); }
