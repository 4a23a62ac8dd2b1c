#include <math.h>

#include "errors.h"
#include "trigonometry.h"

double tan(double x) {
    if (IS_NAN(x)) return x;
    if (IS_INFINITE(x)) return outside_domain();
    int quadrant;
    const X rest = __x_reduce(__x_from_double(x), &quadrant);
    const X sine = __x_sin_of_octant(rest), cosine = __x_cos_of_octant(rest);
    if (sine.m == 0) return x;  // only zero itself reduces to zero
    return __x_to_double(quadrant & 1 ? x_negate(__x_div(cosine, sine)) : __x_div(sine, cosine));
}

float tanf(float x) { return (float)tan(x); }
