#include <math.h>

#include "errors.h"

// x - n·y, n being the integer nearest to x/y, the even one if two are.
double remquo(double x, double y, int* quotient) {
    *quotient = 0;
    if (IS_NAN(x) || IS_NAN(y)) return x + y;
    if (IS_INFINITE(x) || y == 0) return outside_domain();
    if (IS_INFINITE(y)) return x;
    const double size = fabs(y);
    // Modulo 8y, so that three bits of the quotient are known. Above the range of 8y the remainder is x itself.
    double rest = size <= 0x1p1020 ? fmod(fabs(x), 8 * size) : fabs(x);
    int n = 0;
    for (int bit = 4; bit > 0; bit /= 2) {
        if (size <= 0x1p1020 ? rest >= bit * size : rest / bit >= size) {
            rest -= bit * size;
            n += bit;
        }
    }
    const double other = size - rest;  // exact when it matters
    if (rest > other || (rest == other && n & 1)) {
        rest = -other;
        n++;
    }
    *quotient = signbit(x) != signbit(y) ? -(n & 7) : n & 7;
    return signbit(x) ? -rest : rest;
}

double remainder(double x, double y) {
    int quotient;
    return remquo(x, y, &quotient);
}

float remainderf(float x, float y) { return (float)remainder(x, y); }
