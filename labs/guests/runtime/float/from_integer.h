// Conversion from an unsigned magnitude of INTEGER_BITS (32 or 64, defined before) and a sign, for the width of the
// including file.
#pragma once

#if INTEGER_BITS == 32
typedef uint32_t Magnitude;
#else
typedef uint64_t Magnitude;
#endif

int __clzsi2(uint32_t value);
int __clzdi2(uint64_t value);

static Real from_integer(Bits sign, Magnitude value) {
    if (value == 0) return from_bits(0);
#if INTEGER_BITS == 32
    const int shift = __clzsi2(value);
#else
    const int shift = __clzdi2(value);
#endif
    value <<= shift;
    // From leading bit INTEGER_BITS-1 to leading bit TOTAL_BITS-2.
#if INTEGER_BITS >= TOTAL_BITS
    enum { down = INTEGER_BITS - TOTAL_BITS + 1 };
    const Bits significand = (Bits)(value >> down) | ((value & (((Magnitude)1 << down) - 1)) != 0);
#else
    const Bits significand = (Bits)value << (TOTAL_BITS - INTEGER_BITS - 1);
#endif
    return round_and_pack(sign, EXPONENT_BIAS + INTEGER_BITS - 1 - shift, significand);
}
