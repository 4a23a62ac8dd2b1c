#include <math.h>

double ceil(double x) {
    const double whole = trunc(x);
    return whole < x ? copysign(whole + 1, x) : whole;
}

float ceilf(float x) { return (float)ceil(x); }
