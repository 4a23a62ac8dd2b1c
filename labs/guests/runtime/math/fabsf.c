#include <math.h>

#include "../float/binary32.h"

float fabsf(float x) { return from_bits(magnitude_of(to_bits(x))); }
