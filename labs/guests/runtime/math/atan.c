#include <math.h>

double atan(double x) { return atan2(x, 1); }

float atanf(float x) { return (float)atan(x); }
