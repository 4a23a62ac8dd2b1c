#include <math.h>

#include "errors.h"
#include "exponential.h"

double exp(double x) {
    if (IS_SPECIAL(x)) return x < 0 ? 0 : x;
    return __x_to_double(x_exp(__x_from_double(x)));
}

float expf(float x) { return (float)exp(x); }
