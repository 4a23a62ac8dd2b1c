#include <math.h>

// To nearest, halves to even: adding 2^52 leaves no bits behind the point.
double rint(double x) {
    const double shift = copysign(0x1p52, x);
    if (!(fabs(x) < 0x1p52)) return x;
    return copysign((x + shift) - shift, x);
}

double nearbyint(double x) { return rint(x); }
float rintf(float x) { return (float)rint(x); }
float nearbyintf(float x) { return (float)rint(x); }
long lrint(double x) { return (long)rint(x); }
long lrintf(float x) { return (long)rint(x); }
long long llrint(double x) { return (long long)rint(x); }
long long llrintf(float x) { return (long long)rint(x); }
