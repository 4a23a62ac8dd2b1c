#include <errno.h>

#include "../float/binary64.h"

#include "extended.h"

double __x_to_double(X value) {
    const Bits sign = value.negative ? SIGN_BIT : 0;
    if (value.m == 0) return from_bits(sign);
    const Real packed = round_and_pack(sign, value.e + EXPONENT_BIAS, value.m >> 1 | (value.m & 1));
    const Bits magnitude = magnitude_of(to_bits(packed));
    if (magnitude == 0 || magnitude == INFINITY_BITS) errno = ERANGE;
    return packed;
}
