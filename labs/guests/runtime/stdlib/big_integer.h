// Just enough arithmetic on long integers for __parse_real. The caller gives the room.
#pragma once

#include <stdint.h>

typedef struct {
    uint32_t* words;  // the least significant first; the last one is not zero
    int count;
} BigInteger;

static inline BigInteger big_integer_of(uint32_t* room, uint32_t value) {
    room[0] = value;
    return (BigInteger){room, value != 0};
}

void __big_multiply(BigInteger* number, uint32_t factor, uint32_t add);  // number = number · factor + add
void __big_shift_left(BigInteger* number, int bits);
void __big_subtract(BigInteger* number, const BigInteger* less);  // less is not larger
int __big_compare(const BigInteger* a, const BigInteger* b);
int __big_bits(const BigInteger* number);  // without leading zeros
