#include <math.h>

#include "errors.h"
#include "logarithm.h"

double log1p(double x) {
    if (x == -1) return at_pole(1);
    if (x < -1) return outside_domain();
    if (IS_SPECIAL(x)) return x;
    return __x_to_double(__x_log1p(__x_from_double(x)));
}

float log1pf(float x) { return (float)log1p(x); }
