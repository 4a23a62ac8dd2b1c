#include <math.h>

#include "errors.h"
#include "exponential.h"

double expm1(double x) {
    if (IS_SPECIAL(x)) return x < 0 ? -1 : x;
    return __x_to_double(__x_expm1(__x_from_double(x)));
}

float expm1f(float x) { return (float)expm1(x); }
