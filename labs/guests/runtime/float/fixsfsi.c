#define INTEGER_BITS 32
#include "binary32.h"

#include "to_integer.h"

int32_t __fixsfsi(float a);

int32_t __fixsfsi(float a) {
    const Bits bits = to_bits(a);
    const Magnitude magnitude = integer_part(bits, INTEGER_BITS - 1);
    return (int32_t)(bits & SIGN_BIT && !is_nan(bits) ? -magnitude : magnitude);
}
