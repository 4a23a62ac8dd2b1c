// IEEE 754 quadruple precision, which is what ilp32e calls long double. The same scheme as binary.h in two 64-bit
// words; here size matters more than speed.
#pragma once

#include <stdint.h>

typedef float Quad __attribute__((mode(TF)));

typedef struct {
    uint64_t high, low;
} Wide;

enum {
    QUAD_EXPONENT_MAX = 0x7FFF,
    QUAD_BIAS = 0x3FFF,
    QUAD_ROUND_BITS = 14,  // below a significand whose leading one is at bit 126
};
#define QUAD_INFINITY_HIGH 0x7FFF000000000000u
#define QUAD_NAN_HIGH 0x7FFF800000000000u

// The IEEE pattern: sign, 15 bits of exponent, 112 bits of fraction.
static inline Wide quad_bits(Quad real) {
    const union {
        Quad real;
        uint64_t word[2];
    } view = {real};
    return (Wide){view.word[1], view.word[0]};
}

static inline Quad quad_from_bits(uint64_t high, uint64_t low) {
    const union {
        uint64_t word[2];
        Quad real;
    } view = {{low, high}};
    return view.real;
}

static inline int wide_is_zero(Wide a) { return (a.high | a.low) == 0; }
static inline int wide_below(Wide a, Wide b) {
    return a.high < b.high || (a.high == b.high && a.low < b.low);
}
static inline Wide wide_add(Wide a, Wide b) {
    const uint64_t low = a.low + b.low;
    return (Wide){a.high + b.high + (low < a.low), low};
}
static inline Wide wide_subtract(Wide a, Wide b) {
    return (Wide){a.high - b.high - (a.low < b.low), a.low - b.low};
}
static inline Wide quad_magnitude(Wide bits) { return (Wide){bits.high & INT64_MAX, bits.low}; }
static inline int quad_is_zero(Wide bits) { return wide_is_zero(quad_magnitude(bits)); }
static inline int quad_is_special(Wide bits) {
    return (bits.high & QUAD_INFINITY_HIGH) == QUAD_INFINITY_HIGH;
}
static inline int quad_is_nan(Wide bits) {
    return wide_below((Wide){QUAD_INFINITY_HIGH, 0}, quad_magnitude(bits));
}
static inline int quad_is_infinite(Wide bits) { return quad_is_special(bits) && !quad_is_nan(bits); }
static inline uint64_t quad_sign(Wide bits) { return bits.high & 0x8000000000000000u; }

Wide __wide_shift_left(Wide value, int count);
Wide __wide_shift_right_sticky(Wide value, int count);
int __wide_leading_zeros(Wide value);

// Splits a finite number that is not zero; gives the biased exponent, zero or less for a subnormal.
int __quad_unpack(Wide bits, Wide* significand);
// Any significand that is not zero.
Quad __quad_round_and_pack(uint64_t sign, int exponent, Wide significand);
Quad __quad_from_magnitude(uint64_t sign, uint64_t magnitude);
// Truncates and saturates as to_integer.h does.
uint64_t __quad_to_magnitude(Wide bits, int limit);
