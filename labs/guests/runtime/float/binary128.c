#include "binary128.h"

int __clzdi2(uint64_t value);

Wide __wide_shift_left(Wide value, int count) {
    if (count == 0) return value;
    if (count >= 64) return (Wide){value.low << (count - 64), 0};
    return (Wide){value.high << count | value.low >> (64 - count), value.low << count};
}

Wide __wide_shift_right_sticky(Wide value, int count) {
    if (count == 0) return value;
    if (count >= 128) return (Wide){0, !wide_is_zero(value)};
    if (count > 64) return (Wide){0, value.high >> (count - 64) | (value.low || value.high << (128 - count))};
    if (count == 64) return (Wide){0, value.high | (value.low != 0)};
    return (Wide){value.high >> count,
                  value.low >> count | value.high << (64 - count) | (value.low << (64 - count) != 0)};
}

int __wide_leading_zeros(Wide value) { return value.high ? __clzdi2(value.high) : 64 + __clzdi2(value.low); }

int __quad_unpack(Wide bits, Wide* significand) {
    int exponent = (int)(bits.high >> 48) & QUAD_EXPONENT_MAX;
    Wide fraction = {bits.high & 0xFFFFFFFFFFFFu, bits.low};
    int shift = QUAD_ROUND_BITS;
    if (exponent) {
        fraction.high |= 0x1000000000000u;
    } else {
        shift = __wide_leading_zeros(fraction) - 1;
        exponent = 1 + QUAD_ROUND_BITS - shift;
    }
    *significand = __wide_shift_left(fraction, shift);
    return exponent;
}

Quad __quad_round_and_pack(uint64_t sign, int exponent, Wide significand) {
    const int shift = __wide_leading_zeros(significand) - 1;
    if (shift < 0)
        significand = __wide_shift_right_sticky(significand, 1);
    else
        significand = __wide_shift_left(significand, shift);
    exponent -= shift;

    if (exponent >= QUAD_EXPONENT_MAX) return quad_from_bits(sign | QUAD_INFINITY_HIGH, 0);
    if (exponent < 1) {
        significand = __wide_shift_right_sticky(significand, 1 - exponent);
        exponent = 1;
    }
    const uint64_t half = 1u << (QUAD_ROUND_BITS - 1);
    const uint64_t lost = significand.low & (2 * half - 1);
    significand = wide_add(significand, (Wide){0, half});
    Wide bits = {significand.high >> QUAD_ROUND_BITS,
                 significand.high << (64 - QUAD_ROUND_BITS) | significand.low >> QUAD_ROUND_BITS};
    if (lost == half) bits.low &= ~(uint64_t)1;
    // The hidden bit adds the missing one to the exponent, see binary.h.
    return quad_from_bits(sign | (((uint64_t)(exponent - 1) << 48) + bits.high), bits.low);
}

Quad __quad_from_magnitude(uint64_t sign, uint64_t magnitude) {
    if (magnitude == 0) return quad_from_bits(0, 0);
    return __quad_round_and_pack(sign, QUAD_BIAS + 126 - 64, (Wide){magnitude, 0});
}

uint64_t __quad_to_magnitude(Wide bits, int limit) {
    const int power = ((int)(bits.high >> 48) & QUAD_EXPONENT_MAX) - QUAD_BIAS;
    if (power < 0) return 0;
    if (power >= limit) return (UINT64_MAX >> (64 - limit)) + (quad_sign(bits) && !quad_is_nan(bits));
    Wide significand;
    __quad_unpack(bits, &significand);
    // power <= 63: the integer part ends 126 - power bits above the bottom.
    return __wide_shift_right_sticky((Wide){significand.high << 1 | significand.low >> 63, 0}, 63 - power)
        .high;
}
