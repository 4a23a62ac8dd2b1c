#include "binary128.h"
#include "binary32.h"

float __trunctfsf2(Quad a);

float __trunctfsf2(Quad a) {
    const Wide bits = quad_bits(a);
    const Bits sign = (Bits)(bits.high >> 63) << (TOTAL_BITS - 1);
    if (quad_is_special(bits)) return from_bits(quad_is_nan(bits) ? NAN_BITS : sign | INFINITY_BITS);
    if (quad_is_zero(bits)) return from_bits(sign);
    Wide wide;
    const int exponent = __quad_unpack(bits, &wide) - QUAD_BIAS + EXPONENT_BIAS;
    wide = __wide_shift_right_sticky(wide, 128 - TOTAL_BITS);
    return round_and_pack(sign, exponent, (Bits)wide.low);
}
