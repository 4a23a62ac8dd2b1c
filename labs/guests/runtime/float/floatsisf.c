#define INTEGER_BITS 32
#include "binary32.h"

#include "from_integer.h"

float __floatsisf(int32_t a);

float __floatsisf(int32_t a) {
    return a < 0 ? from_integer(SIGN_BIT, -(Magnitude)a) : from_integer(0, (Magnitude)a);
}
