#define INTEGER_BITS 64
#include "binary32.h"

#include "to_integer.h"

int64_t __fixsfdi(float a);

int64_t __fixsfdi(float a) {
    const Bits bits = to_bits(a);
    const Magnitude magnitude = integer_part(bits, INTEGER_BITS - 1);
    return (int64_t)(bits & SIGN_BIT && !is_nan(bits) ? -magnitude : magnitude);
}
