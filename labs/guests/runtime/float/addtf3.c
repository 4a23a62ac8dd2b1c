#include "binary128.h"

Quad __addtf3(Quad a, Quad b);
Quad __subtf3(Quad a, Quad b);

static Quad add(Wide a, Wide b) {
    if (wide_below(quad_magnitude(a), quad_magnitude(b))) {
        const Wide swap = a;
        a = b;
        b = swap;
    }
    const uint64_t sign = quad_sign(a);
    const uint64_t subtract = sign ^ quad_sign(b);
    if (quad_is_special(a)) {
        if (quad_is_nan(a) || (subtract && quad_is_infinite(b))) return quad_from_bits(QUAD_NAN_HIGH, 0);
        return quad_from_bits(a.high, a.low);
    }
    if (quad_is_zero(b))
        return quad_is_zero(a) && subtract ? quad_from_bits(0, 0) : quad_from_bits(a.high, a.low);

    Wide large, small;
    const int exponent = __quad_unpack(a, &large);
    const int distance = exponent - __quad_unpack(b, &small);
    small = __wide_shift_right_sticky(small, distance);
    const Wide sum = subtract ? wide_subtract(large, small) : wide_add(large, small);
    return wide_is_zero(sum) ? quad_from_bits(0, 0) : __quad_round_and_pack(sign, exponent, sum);
}

Quad __addtf3(Quad a, Quad b) { return add(quad_bits(a), quad_bits(b)); }

Quad __subtf3(Quad a, Quad b) {
    Wide bits = quad_bits(b);
    bits.high ^= 0x8000000000000000u;
    return add(quad_bits(a), bits);
}
