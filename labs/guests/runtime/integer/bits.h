// Counting bits. gcc calls the functions by these names for __builtin_clz and its sisters.
#pragma once

#include <stdint.h>

int __clzsi2(uint32_t value);
int __clzdi2(uint64_t value);
int __ctzsi2(uint32_t value);
int __ctzdi2(uint64_t value);
int __clrsbsi2(int32_t value);
int __clrsbdi2(int64_t value);
int __ffssi2(uint32_t value);
int __ffsdi2(uint64_t value);
int __popcountsi2(uint32_t value);
int __popcountdi2(uint64_t value);
int __paritysi2(uint32_t value);
int __paritydi2(uint64_t value);
uint32_t __bswapsi2(uint32_t value);
uint64_t __bswapdi2(uint64_t value);
