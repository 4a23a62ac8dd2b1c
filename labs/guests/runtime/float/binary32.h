// IEEE 754 single precision in integers: the parameters for binary.h.
#pragma once

#include <stdint.h>

typedef float Real;
typedef uint32_t Bits;
#define NAME32_OR_64(single, double_) single
#define TOTAL_BITS 32
#define FRACTION_BITS 23

int __clzsi2(uint32_t value);
static inline int leading_zeros(Bits value) { return __clzsi2(value); }

// The upper word of a product, and in *low the lower one.
static inline Bits wide_product(Bits a, Bits b, Bits* low) {
    const uint64_t product = (uint64_t)a * b;
    *low = (Bits)product;
    return (Bits)(product >> 32);
}

#include "binary.h"
