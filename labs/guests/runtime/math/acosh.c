#include <math.h>

#include "errors.h"
#include "logarithm.h"

// ln(1 + t + sqrt(2t + t²)) with t = x - 1
double acosh(double x) {
    if (x < 1) return outside_domain();
    if (IS_SPECIAL(x)) return x;
    const X t = x_sub(__x_from_double(x), X_ONE);
    const X root = __x_sqrt(__x_mul(t, __x_add(t, x_scale(X_ONE, 1))));
    return __x_to_double(__x_log1p(__x_add(t, root)));
}

float acoshf(float x) { return (float)acosh(x); }
