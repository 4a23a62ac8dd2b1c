#include <math.h>

#include "errors.h"
#include "trigonometry.h"

double acos(double x) {
    if (IS_NAN(x)) return x;
    if (fabs(x) > 1) return outside_domain();
    const X side = x_absolute(__x_from_double(x));
    const X other = __x_sqrt(__x_mul(x_sub(X_ONE, side), __x_add(X_ONE, side)));
    const X angle = other.m == 0 ? X_ZERO : __x_angle(other, side);
    return __x_to_double(x < 0 ? x_sub(X_PI, angle) : angle);
}

float acosf(float x) { return (float)acos(x); }
