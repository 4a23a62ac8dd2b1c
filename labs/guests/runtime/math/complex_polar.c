#include <complex.h>
#include <math.h>

double cabs(double complex z) { return hypot(__real__ z, __imag__ z); }
double carg(double complex z) { return atan2(__imag__ z, __real__ z); }
float cabsf(float complex z) { return hypotf(__real__ z, __imag__ z); }
float cargf(float complex z) { return atan2f(__imag__ z, __real__ z); }
