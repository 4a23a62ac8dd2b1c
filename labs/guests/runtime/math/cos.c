#include <math.h>

#include "errors.h"
#include "trigonometry.h"

double cos(double x) {
    if (IS_NAN(x)) return x;
    if (IS_INFINITE(x)) return outside_domain();
    int quadrant;
    const X rest = __x_reduce(__x_from_double(x), &quadrant);
    quadrant++;  // the cosine runs a quarter ahead
    X result = quadrant & 1 ? __x_cos_of_octant(rest) : __x_sin_of_octant(rest);
    if (quadrant & 2) result = x_negate(result);
    return __x_to_double(result);
}

float cosf(float x) { return (float)cos(x); }
