#include <math.h>

double modf(double x, double* whole) {
    *whole = trunc(x);
    return copysign(isinf(x) ? 0 : x - *whole, x);
}

float modff(float x, float* whole) {
    double part;
    const float rest = (float)modf(x, &part);
    *whole = (float)part;
    return rest;
}
