#include <math.h>

#include "errors.h"
#include "exponential.h"

double exp2(double x) {
    if (IS_SPECIAL(x)) return x < 0 ? 0 : x;
    return __x_to_double(__x_exp2(__power_of_2(__x_from_double(x))));
}

float exp2f(float x) { return (float)exp2(x); }
