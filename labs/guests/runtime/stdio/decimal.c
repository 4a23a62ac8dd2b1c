#include "decimal.h"

// The number is held as limbs of nine decimal digits, the most significant first. Multiplying or dividing all of them
// by a power of two, a few bits at a time, needs only 32- and 64-bit words. 2^9 divides 10^9, so that dividing by up
// to 2^9 makes at most one limb more.
enum { LIMB = 1000000000, DOWN_BITS = 9, UP_BITS = 29 };

static int limbs_needed(const FormatReal* real) {
    const int whole_bits = 128 + (real->exponent > 0 ? real->exponent : 0);
    const int down_steps = real->exponent < 0 ? -real->exponent / DOWN_BITS + 1 : 0;
    return whole_bits / UP_BITS + 1 + down_steps;
}

int __decimal_room(const FormatReal* real) { return 9 * limbs_needed(real); }

// limbs = limbs · 2^bits + add; grows downwards from `first` and returns the new first.
static uint32_t* multiply(uint32_t* first, uint32_t* end, int bits, uint32_t add) {
    uint64_t carry = add;
    for (uint32_t* limb = end; limb-- > first;) {
        const uint64_t value = ((uint64_t)*limb << bits) + carry;
        carry = value / LIMB;
        *limb = (uint32_t)(value - carry * LIMB);
    }
    if (carry) *--first = (uint32_t)carry;
    return first;
}

// limbs = limbs / 2^bits; returns the new end.
static uint32_t* divide(uint32_t* first, uint32_t* end, int bits) {
    uint32_t carry = 0;
    for (uint32_t* limb = first; limb < end; limb++) {
        const uint32_t value = *limb;
        *limb = (value >> bits) + carry;
        carry = (value & ((1u << bits) - 1)) * (LIMB >> bits);
    }
    if (carry) *end++ = carry;
    return end;
}

Decimal __decimal_expand(const FormatReal* real, char* room) {
    Decimal decimal = {room, 0, 0};
    if (real->kind == REAL_ZERO) return decimal;
    const int needed = limbs_needed(real);
    uint32_t limbs[needed];
    // The whole part grows to the left of `point`, the fraction to the right.
    uint32_t* point = limbs + (128 + (real->exponent > 0 ? real->exponent : 0)) / UP_BITS + 1;
    uint32_t *first = point, *end = point;
    const uint32_t words[4] = {(uint32_t)(real->high >> 32), (uint32_t)real->high,
                               (uint32_t)(real->low >> 32), (uint32_t)real->low};
    for (int word = 0; word < 4; word++) {
        first = multiply(first, end, 16, words[word] >> 16);
        first = multiply(first, end, 16, words[word] & 0xFFFF);
    }
    for (int left = real->exponent; left > 0; left -= UP_BITS)
        first = multiply(first, end, left < UP_BITS ? left : UP_BITS, 0);
    for (int left = -real->exponent; left > 0; left -= DOWN_BITS) {
        end = divide(first, end, left < DOWN_BITS ? left : DOWN_BITS);
        while (*first == 0)  // the number is not zero: this ends
            first++;
    }

    decimal.point = 9 * (int)(point - first);
    char* to = room;
    for (const uint32_t* limb = first; limb < end; limb++) {
        uint32_t rest = *limb;
        for (int digit = 8; digit >= 0; digit--, rest /= 10) to[digit] = (char)('0' + rest % 10);
        to += 9;
    }
    while (*decimal.digits == '0') {
        decimal.digits++;
        decimal.point--;
    }
    decimal.count = (int)(to - decimal.digits);
    return decimal;
}

static int rounds_up(const Decimal* decimal, int keep) {
    if (decimal->digits[keep] != '5') return decimal->digits[keep] > '5';
    for (int i = keep + 1; i < decimal->count; i++)
        if (decimal->digits[i] != '0') return 1;
    return keep > 0 && (decimal->digits[keep - 1] & 1);  // a tie
}

void __decimal_round(Decimal* decimal, int keep) {
    if (keep >= decimal->count) return;
    if (keep < 0 || decimal->count == 0) {
        decimal->count = 0;
        return;
    }
    const int up = rounds_up(decimal, keep);
    decimal->count = keep;
    if (!up) return;
    int at = keep;
    while (at > 0 && decimal->digits[at - 1] == '9') decimal->digits[--at] = '0';
    if (at > 0) {
        decimal->digits[at - 1]++;
    } else {  // 999 becomes 1000: a one and zeros
        decimal->digits[0] = '1';
        for (int i = 1; i <= keep; i++) decimal->digits[i] = '0';
        decimal->count = keep + 1;
        decimal->point++;
    }
}
