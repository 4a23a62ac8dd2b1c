#define INTEGER_BITS 64
#include "binary64.h"

#include "to_integer.h"

uint64_t __fixunsdfdi(double a);

uint64_t __fixunsdfdi(double a) {
    const Bits bits = to_bits(a);
    return bits & SIGN_BIT && !is_nan(bits) ? 0 : integer_part(bits, INTEGER_BITS);
}
