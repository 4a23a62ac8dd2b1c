#include "big_integer.h"

void __big_multiply(BigInteger* number, uint32_t factor, uint32_t add) {
    uint64_t carry = add;
    for (int i = 0; i < number->count; i++) {
        carry += (uint64_t)number->words[i] * factor;
        number->words[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) number->words[number->count++] = (uint32_t)carry;
}

void __big_shift_left(BigInteger* number, int bits) {
    const int words = bits / 32;
    bits %= 32;
    if (number->count == 0) return;
    if (bits) {
        uint32_t carry = 0;
        for (int i = 0; i < number->count; i++) {
            const uint32_t word = number->words[i];
            number->words[i] = word << bits | carry;
            carry = word >> (32 - bits);
        }
        if (carry) number->words[number->count++] = carry;
    }
    if (words) {
        for (int i = number->count; i-- > 0;) number->words[i + words] = number->words[i];
        for (int i = 0; i < words; i++) number->words[i] = 0;
        number->count += words;
    }
}

void __big_subtract(BigInteger* number, const BigInteger* less) {
    uint32_t borrow = 0;
    for (int i = 0; i < number->count; i++) {
        const uint64_t taken = (uint64_t)(i < less->count ? less->words[i] : 0) + borrow;
        borrow = number->words[i] < taken;
        number->words[i] -= (uint32_t)taken;
    }
    while (number->count && number->words[number->count - 1] == 0) number->count--;
}

int __big_compare(const BigInteger* a, const BigInteger* b) {
    if (a->count != b->count) return a->count < b->count ? -1 : 1;
    for (int i = a->count; i-- > 0;)
        if (a->words[i] != b->words[i]) return a->words[i] < b->words[i] ? -1 : 1;
    return 0;
}

int __big_bits(const BigInteger* number) {
    if (number->count == 0) return 0;
    int bits = 32 * (number->count - 1);
    for (uint32_t top = number->words[number->count - 1]; top; top >>= 1) bits++;
    return bits;
}
