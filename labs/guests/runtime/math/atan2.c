#include <math.h>

#include "errors.h"
#include "trigonometry.h"

double atan2(double y, double x) {
    if (IS_NAN(x) || IS_NAN(y)) return x + y;
    X up, right;
    if (IS_INFINITE(x) || IS_INFINITE(y)) {  // 45°, or along an axis
        up = IS_INFINITE(y) ? X_ONE : X_ZERO;
        right = IS_INFINITE(x) ? X_ONE : X_ZERO;
    } else {
        up = x_absolute(__x_from_double(y));
        right = x_absolute(__x_from_double(x));
    }
    X angle = up.m == 0 ? X_ZERO : __x_angle(up, right);
    if (signbit(x)) angle = x_sub(X_PI, angle);
    angle.negative = signbit(y);
    return __x_to_double(angle);
}

float atan2f(float y, float x) { return (float)atan2(y, x); }
