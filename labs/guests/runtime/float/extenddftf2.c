#include "binary128.h"
#include "binary64.h"

Quad __extenddftf2(double a);

// Exact. Both widths keep the leading one two bits below the top, so the significand only moves up.
Quad __extenddftf2(double a) {
    const Bits bits = to_bits(a);
    const uint64_t sign = (uint64_t)(bits >> (TOTAL_BITS - 1)) << 63;
    if (is_nan(bits)) return quad_from_bits(QUAD_NAN_HIGH, 0);
    if (magnitude_of(bits) == INFINITY_BITS) return quad_from_bits(sign | QUAD_INFINITY_HIGH, 0);
    if (magnitude_of(bits) == 0) return quad_from_bits(sign, 0);
    Bits significand;
    const int exponent = unpack(bits, &significand);
    const Wide wide = {(uint64_t)significand << (64 - TOTAL_BITS), 0};
    return __quad_round_and_pack(sign, exponent - EXPONENT_BIAS + QUAD_BIAS, wide);
}
