#include <math.h>

#include "errors.h"
#include "trigonometry.h"

// The angle whose opposite side is x and whose hypotenuse is one.
double asin(double x) {
    if (IS_NAN(x)) return x;
    if (fabs(x) > 1) return outside_domain();
    if (x == 0) return x;
    const X side = x_absolute(__x_from_double(x));
    const X other = __x_sqrt(__x_mul(x_sub(X_ONE, side), __x_add(X_ONE, side)));
    X angle = __x_angle(side, other);
    angle.negative = x < 0;
    return __x_to_double(angle);
}

float asinf(float x) { return (float)asin(x); }
