#include <complex.h>
#include <math.h>

double complex cexp(double complex z) {
    const double size = exp(__real__ z);
    return CMPLX(size * cos(__imag__ z), size * sin(__imag__ z));
}

// The root in the right half plane; the smaller part comes from the larger one, so that nothing cancels.
double complex csqrt(double complex z) {
    const double x = __real__ z, y = __imag__ z;
    if (x == 0 && y == 0) return CMPLX(0, y);
    const double larger = sqrt((fabs(x) + hypot(x, y)) / 2), smaller = fabs(y) / (2 * larger);
    return x >= 0 ? CMPLX(larger, copysign(smaller, y)) : CMPLX(smaller, copysign(larger, y));
}
