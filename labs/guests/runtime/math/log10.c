#include <math.h>

#include "errors.h"
#include "logarithm.h"

double log10(double x) {
    const X log10_of_e = {0xDE5BD8A937287195u, -2, 0};
    if (x == 0) return at_pole(1);
    if (x < 0) return outside_domain();
    if (IS_SPECIAL(x)) return x;
    return __x_to_double(__x_mul(__x_log(__x_from_double(x)), log10_of_e));
}

float log10f(float x) { return (float)log10(x); }
