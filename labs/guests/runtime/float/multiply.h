// Multiplication, for the width of the including file.
#pragma once

static Real multiply_bits(Bits a, Bits b) {
    const Bits sign = (a ^ b) & SIGN_BIT;
    a = magnitude_of(a);
    b = magnitude_of(b);
    if (a >= INFINITY_BITS || b >= INFINITY_BITS) {
        const int invalid = is_nan(a) || is_nan(b) || a == 0 || b == 0;
        return from_bits(invalid ? NAN_BITS : sign | INFINITY_BITS);
    }
    if (a == 0 || b == 0) return from_bits(sign);

    Bits a_significand, b_significand, low;
    int exponent = unpack(a, &a_significand) + unpack(b, &b_significand) - EXPONENT_BIAS;
    // The leading ones meet at bit TOTAL_BITS-2 of the upper word, or one below it.
    Bits product = wide_product(a_significand << 1, b_significand << 1, &low);
    if (product & SIGN_BIT) {
        low |= product & 1;
        product >>= 1;
        exponent++;
    }
    return round_and_pack(sign, exponent, product | (low != 0));
}
