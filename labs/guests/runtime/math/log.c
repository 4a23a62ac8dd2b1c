#include <math.h>

#include "errors.h"
#include "logarithm.h"

double log(double x) {
    if (x == 0) return at_pole(1);
    if (x < 0) return outside_domain();
    if (IS_SPECIAL(x)) return x;
    return __x_to_double(__x_log(__x_from_double(x)));
}

float logf(float x) { return (float)log(x); }
