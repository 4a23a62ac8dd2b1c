#define INTEGER_BITS 32
#include "binary64.h"

#include "from_integer.h"

double __floatsidf(int32_t a);

double __floatsidf(int32_t a) {
    return a < 0 ? from_integer(SIGN_BIT, -(Magnitude)a) : from_integer(0, (Magnitude)a);
}
