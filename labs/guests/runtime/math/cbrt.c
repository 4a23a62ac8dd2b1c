#include <math.h>

#include "errors.h"
#include "exponential.h"
#include "logarithm.h"

double cbrt(double x) {
    if (x == 0 || IS_SPECIAL(x)) return x;
    const X third = {0xAAAAAAAAAAAAAAABu, -2, 0};
    // The power of two that is a multiple of three is taken out, so that the logarithm is small and precise.
    X v = x_absolute(__x_from_double(x));
    const int turns = (v.e + 3000) / 3 - 1000;
    v.e -= 3 * turns;
    X root = x_scale(x_exp(__x_mul(__x_log(v), third)), turns);
    root.negative = x < 0;
    return __x_to_double(root);
}

float cbrtf(float x) { return (float)cbrt(x); }
