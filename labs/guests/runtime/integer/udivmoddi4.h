// 64-bit division for a machine that divides 32 bits. gcc calls the functions by these names.
#pragma once

#include <stdint.h>

uint64_t __udivmoddi4(uint64_t numerator, uint64_t denominator, uint64_t* remainder);
int64_t __divmoddi4(int64_t numerator, int64_t denominator, int64_t* remainder);
int __clzsi2(uint32_t value);
