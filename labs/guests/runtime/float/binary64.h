// IEEE 754 double precision in integers: the parameters for binary.h.
#pragma once

#include <stdint.h>

typedef double Real;
typedef uint64_t Bits;
#define NAME32_OR_64(single, double_) double_
#define TOTAL_BITS 64
#define FRACTION_BITS 52

int __clzdi2(uint64_t value);
static inline int leading_zeros(Bits value) { return __clzdi2(value); }

// The upper 64 bits of a product, and in *low the lower ones.
static inline Bits wide_product(Bits a, Bits b, Bits* low) {
    const uint64_t a_low = (uint32_t)a, a_high = a >> 32;
    const uint64_t b_low = (uint32_t)b, b_high = b >> 32;
    const uint64_t bottom = a_low * b_low;
    const uint64_t middle = a_high * b_low + (bottom >> 32);  // cannot overflow
    const uint64_t cross = a_low * b_high + (uint32_t)middle;
    *low = cross << 32 | (uint32_t)bottom;
    return a_high * b_high + (middle >> 32) + (cross >> 32);
}

#include "binary.h"
