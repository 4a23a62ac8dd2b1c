#include "binary128.h"

Quad __multf3(Quad a, Quad b);

// School multiplication in words of 32 bits: the upper 128 bits, the lower ones sticky.
static Wide upper_product(Wide a, Wide b) {
    const uint32_t a_word[4] = {(uint32_t)a.low, (uint32_t)(a.low >> 32), (uint32_t)a.high,
                                (uint32_t)(a.high >> 32)};
    const uint32_t b_word[4] = {(uint32_t)b.low, (uint32_t)(b.low >> 32), (uint32_t)b.high,
                                (uint32_t)(b.high >> 32)};
    uint32_t product[8] = {0};
    for (int i = 0; i < 4; i++) {
        uint32_t carry = 0;
        for (int j = 0; j < 4; j++) {
            const uint64_t sum = (uint64_t)a_word[i] * b_word[j] + product[i + j] + carry;
            product[i + j] = (uint32_t)sum;
            carry = (uint32_t)(sum >> 32);
        }
        product[i + 4] = carry;
    }
    const int sticky = (product[0] | product[1] | product[2] | product[3]) != 0;
    return (Wide){(uint64_t)product[7] << 32 | product[6], (uint64_t)product[5] << 32 | product[4] | sticky};
}

Quad __multf3(Quad a, Quad b) {
    const Wide x = quad_bits(a), y = quad_bits(b);
    const uint64_t sign = quad_sign(x) ^ quad_sign(y);
    if (quad_is_special(x) || quad_is_special(y)) {
        if (quad_is_nan(x) || quad_is_nan(y) || quad_is_zero(x) || quad_is_zero(y))
            return quad_from_bits(QUAD_NAN_HIGH, 0);
        return quad_from_bits(sign | QUAD_INFINITY_HIGH, 0);
    }
    if (quad_is_zero(x) || quad_is_zero(y)) return quad_from_bits(sign, 0);

    Wide x_significand, y_significand;
    const int exponent = __quad_unpack(x, &x_significand) + __quad_unpack(y, &y_significand) - QUAD_BIAS;
    // The leading one is at bit 124 or 125 of the upper half; at 124 the product is below two.
    return __quad_round_and_pack(sign, exponent + 2, upper_product(x_significand, y_significand));
}
