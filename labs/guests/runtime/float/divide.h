// Division, for the width of the including file, which defines divide_significands: a / b of two significands with
// a < 2b, as a significand whose leading one is at LEADING_BIT or one below, the remainder being sticky.
#pragma once

static Bits divide_significands(Bits a, Bits b);

static Real divide_bits(Bits a, Bits b) {
    const Bits sign = (a ^ b) & SIGN_BIT;
    a = magnitude_of(a);
    b = magnitude_of(b);
    if (is_nan(a) || is_nan(b) || (a == INFINITY_BITS && b == INFINITY_BITS) || (a == 0 && b == 0))
        return from_bits(NAN_BITS);
    if (a == INFINITY_BITS || b == 0) return from_bits(sign | INFINITY_BITS);
    if (a == 0 || b == INFINITY_BITS) return from_bits(sign);

    Bits a_significand, b_significand;
    int exponent = unpack(a, &a_significand) - unpack(b, &b_significand) + EXPONENT_BIAS;
    if (a_significand < b_significand) {  // so that the quotient is at least one
        a_significand <<= 1;
        exponent--;
    }
    return round_and_pack(sign, exponent, divide_significands(a_significand, b_significand));
}
