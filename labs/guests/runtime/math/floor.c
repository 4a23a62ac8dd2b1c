#include <math.h>

double floor(double x) {
    const double whole = trunc(x);
    return whole > x ? whole - 1 : whole;
}

float floorf(float x) { return (float)floor(x); }
