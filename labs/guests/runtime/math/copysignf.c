#include <math.h>

#include "../float/binary32.h"

float copysignf(float x, float sign) {
    return from_bits(magnitude_of(to_bits(x)) | (to_bits(sign) & SIGN_BIT));
}
