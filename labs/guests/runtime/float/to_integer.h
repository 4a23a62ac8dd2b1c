// Conversion to an integer type of INTEGER_BITS (32 or 64, defined before), for the width of the including file.
// Truncates towards zero. What does not fit becomes the nearest integer that does, and NaN the largest, as RISC-V
// hardware has it.
#pragma once

#if INTEGER_BITS == 32
typedef uint32_t Magnitude;
#else
typedef uint64_t Magnitude;
#endif

// limit: how many bits a positive result has. A negative one may be larger by one.
static inline Magnitude integer_part(Bits bits, int limit) {
    const int power = ((int)(bits >> FRACTION_BITS) & EXPONENT_MAX) - EXPONENT_BIAS;
    if (power < 0) return 0;
    if (power >= limit)
        return ((Magnitude) ~(Magnitude)0 >> (INTEGER_BITS - limit)) + (bits & SIGN_BIT && !is_nan(bits));
    const Bits significand = (bits & FRACTION_MASK) | HIDDEN_BIT;
    return power >= FRACTION_BITS ? (Magnitude)significand << (power - FRACTION_BITS)
                                  : (Magnitude)(significand >> (FRACTION_BITS - power));
}
