#include <math.h>

// A NaN gives way to a number; of zeros the positive one is larger.
double fmax(double x, double y) {
    if (isnan(x)) return y;
    if (isnan(y)) return x;
    if (x == y) return signbit(x) ? y : x;
    return x > y ? x : y;
}

double fmin(double x, double y) {
    if (isnan(x)) return y;
    if (isnan(y)) return x;
    if (x == y) return signbit(x) ? x : y;
    return x < y ? x : y;
}

double fdim(double x, double y) {
    if (isnan(x) || isnan(y)) return x + y;
    return x > y ? x - y : 0;
}
