#define INTEGER_BITS 32
#include "binary32.h"

#include "to_integer.h"

uint32_t __fixunssfsi(float a);

uint32_t __fixunssfsi(float a) {
    const Bits bits = to_bits(a);
    return bits & SIGN_BIT && !is_nan(bits) ? 0 : integer_part(bits, INTEGER_BITS);
}
