// 64-bit shifts in words: a shift of a 64-bit variable here would be a call of the function itself.
#pragma once

#include <stdint.h>

typedef union {
    uint64_t whole;
    struct {
        uint32_t low, high;
    };
} Words;

uint64_t __ashldi3(uint64_t value, int count);
uint64_t __lshrdi3(uint64_t value, int count);
int64_t __ashrdi3(int64_t value, int count);
