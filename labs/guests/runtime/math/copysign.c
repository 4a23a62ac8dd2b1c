#include <math.h>

#include "../float/binary64.h"

double copysign(double x, double sign) {
    return from_bits(magnitude_of(to_bits(x)) | (to_bits(sign) & SIGN_BIT));
}
