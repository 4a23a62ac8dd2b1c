#include "binary128.h"

Quad __divtf3(Quad a, Quad b);

// a / b of two significands, a < 2b: one bit at a time, the remainder sticky. The leading one of the result is at bit
// 126 or 125.
static Wide divide_significands(Wide a, Wide b) {
    Wide quotient = {0, 0};
    for (int bit = 0; bit < 127; bit++) {
        quotient = wide_add(quotient, quotient);
        if (!wide_below(a, b)) {
            a = wide_subtract(a, b);
            quotient.low |= 1;
        }
        a = wide_add(a, a);
    }
    quotient.low |= !wide_is_zero(a);
    return quotient;
}

Quad __divtf3(Quad a, Quad b) {
    const Wide x = quad_bits(a), y = quad_bits(b);
    const uint64_t sign = quad_sign(x) ^ quad_sign(y);
    if (quad_is_nan(x) || quad_is_nan(y) || (quad_is_infinite(x) && quad_is_infinite(y)) ||
        (quad_is_zero(x) && quad_is_zero(y)))
        return quad_from_bits(QUAD_NAN_HIGH, 0);
    if (quad_is_infinite(x) || quad_is_zero(y)) return quad_from_bits(sign | QUAD_INFINITY_HIGH, 0);
    if (quad_is_zero(x) || quad_is_infinite(y)) return quad_from_bits(sign, 0);

    Wide x_significand, y_significand;
    const int exponent = __quad_unpack(x, &x_significand) - __quad_unpack(y, &y_significand) + QUAD_BIAS;
    return __quad_round_and_pack(sign, exponent, divide_significands(x_significand, y_significand));
}
