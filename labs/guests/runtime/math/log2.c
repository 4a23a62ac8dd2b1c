#include <math.h>

#include "errors.h"
#include "logarithm.h"

double log2(double x) {
    if (x == 0) return at_pole(1);
    if (x < 0) return outside_domain();
    if (IS_SPECIAL(x)) return x;
    return __x_to_double(__x_log2(__x_from_double(x)));
}

float log2f(float x) { return (float)log2(x); }
