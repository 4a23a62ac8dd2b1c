#define INTEGER_BITS 64
#include "binary64.h"

#include "from_integer.h"

double __floatdidf(int64_t a);

double __floatdidf(int64_t a) {
    return a < 0 ? from_integer(SIGN_BIT, -(Magnitude)a) : from_integer(0, (Magnitude)a);
}
