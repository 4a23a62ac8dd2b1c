#include <math.h>

#include "../float/binary64.h"

double fabs(double x) { return from_bits(magnitude_of(to_bits(x))); }
