#define INTEGER_BITS 64
#include "binary32.h"

#include "from_integer.h"

float __floatdisf(int64_t a);

float __floatdisf(int64_t a) {
    return a < 0 ? from_integer(SIGN_BIT, -(Magnitude)a) : from_integer(0, (Magnitude)a);
}
