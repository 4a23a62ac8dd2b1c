// What the soft-float functions of both widths share. Included by binary32.h and binary64.h.
//
// A number under work is sign, biased exponent and a *significand* whose leading one is at bit TOTAL_BITS-2: one
// bit of headroom above, ROUND_BITS below. round_and_pack makes the IEEE pattern of it, rounding to nearest, ties to
// even. A lost low bit is kept as *sticky*: ORed into bit 0, which is all that rounding needs to know of it.
// NaN results are the one NaN that RISC-V hardware makes too.
#pragma once

#define EXPONENT_BITS (TOTAL_BITS - 1 - FRACTION_BITS)
#define EXPONENT_MAX ((1 << EXPONENT_BITS) - 1)
#define EXPONENT_BIAS (EXPONENT_MAX >> 1)
#define ROUND_BITS (TOTAL_BITS - 2 - FRACTION_BITS)
#define ONE ((Bits)1)
#define SIGN_BIT (ONE << (TOTAL_BITS - 1))
#define HIDDEN_BIT (ONE << FRACTION_BITS)
#define LEADING_BIT (ONE << (TOTAL_BITS - 2))
#define FRACTION_MASK (HIDDEN_BIT - 1)
#define INFINITY_BITS ((Bits)EXPONENT_MAX << FRACTION_BITS)
#define NAN_BITS (INFINITY_BITS | HIDDEN_BIT >> 1)

static inline Bits to_bits(Real real) {
    union {
        Real real;
        Bits bits;
    } view = {real};
    return view.bits;
}

static inline Real from_bits(Bits bits) {
    union {
        Bits bits;
        Real real;
    } view = {bits};
    return view.real;
}

static inline Bits magnitude_of(Bits bits) { return bits & ~SIGN_BIT; }
static inline int is_nan(Bits bits) { return magnitude_of(bits) > INFINITY_BITS; }

static inline Bits shift_right_sticky(Bits value, int count) {
    if (count == 0) return value;
    if (count >= TOTAL_BITS) return value != 0;
    return value >> count | ((value << (TOTAL_BITS - count)) != 0);
}

// Splits a finite number that is not zero; a subnormal is normalized, its exponent then being zero or less.
static inline int unpack(Bits bits, Bits* significand) {
    const int exponent = (int)(bits >> FRACTION_BITS) & EXPONENT_MAX;
    const Bits fraction = bits & FRACTION_MASK;
    if (exponent) {
        *significand = (fraction | HIDDEN_BIT) << ROUND_BITS;
        return exponent;
    }
    const int shift = leading_zeros(fraction) - 1;
    *significand = fraction << shift;
    return 1 + ROUND_BITS - shift;
}

static inline Real round_and_pack(Bits sign, int exponent, Bits significand) {
    if (exponent >= EXPONENT_MAX) return from_bits(sign | INFINITY_BITS);
    if (exponent < 1) {
        significand = shift_right_sticky(significand, 1 - exponent);
        exponent = 1;
    }
    const Bits half = ONE << (ROUND_BITS - 1);
    const Bits lost = significand & (2 * half - 1);
    significand = (significand + half) >> ROUND_BITS;
    if (lost == half) significand &= ~ONE;
    // The hidden bit, where there is one, adds the missing one to the exponent; a carry out of the fraction goes on
    // to the next exponent, and from the largest one to infinity.
    return from_bits(sign | (((Bits)(exponent - 1) << FRACTION_BITS) + significand));
}
