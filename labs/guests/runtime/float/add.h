// Addition and subtraction, for the width of the including file.
#pragma once

static Real add_bits(Bits a, Bits b) {
    if (magnitude_of(a) < magnitude_of(b)) {
        const Bits swap = a;
        a = b;
        b = swap;
    }
    const Bits sign = a & SIGN_BIT;
    const Bits subtract = sign ^ (b & SIGN_BIT);
    if (magnitude_of(a) >= INFINITY_BITS) {
        // NaN, or infinity minus infinity, else the infinity. A NaN in b would have been the larger pattern.
        const int invalid = is_nan(a) || (subtract && magnitude_of(b) == INFINITY_BITS);
        return from_bits(invalid ? NAN_BITS : a);
    }
    if (magnitude_of(b) == 0) return from_bits(magnitude_of(a) || !subtract ? a : 0);

    Bits large, small;
    int exponent = unpack(a, &large);
    const int distance = exponent - unpack(b, &small);
    small = shift_right_sticky(small, distance);
    if (subtract) {
        large -= small;
        if (large == 0) return from_bits(0);
        const int shift = leading_zeros(large) - 1;
        large <<= shift;
        exponent -= shift;
    } else {
        large += small;
        if (large & SIGN_BIT) {
            large = shift_right_sticky(large, 1);
            exponent++;
        }
    }
    return round_and_pack(sign, exponent, large);
}
