// Counting and turning bits, by gcc's built-in functions and by hand.
#include <stdint.h>
#include <stdio.h>

static int count_by_hand(uint64_t value) {
    int count = 0;
    for (; value; value &= value - 1) count++;
    return count;
}

static uint32_t reverse(uint32_t value) {
    uint32_t result = 0;
    for (int i = 0; i < 32; i++) {
        result = result << 1 | (value & 1);
        value >>= 1;
    }
    return result;
}

int main(void) {
    uint64_t value = 1;
    for (int i = 0; i < 40; i++) {
        const uint32_t low = (uint32_t)value | 1;
        printf("%016llx %2d %2d %2d %2d %2d %2d %d %d %2d %2d %08x %016llx %04x %08x\n", (unsigned long long)value,
               __builtin_clz(low), __builtin_ctz((uint32_t)(value >> 7) | 0x80000000u), __builtin_clzll(value), __builtin_ctzll(value),
               __builtin_popcount(low), __builtin_popcountll(value), __builtin_parity(low), __builtin_parityll(value),
               __builtin_ffs((int)(low << 3)), __builtin_ffsll((long long)value), (unsigned)__builtin_bswap32(low),
               (unsigned long long)__builtin_bswap64(value), __builtin_bswap16((uint16_t)value), (unsigned)reverse(low));
        if (count_by_hand(value) != __builtin_popcountll(value)) return 1;
        value = value * 6364136223846793005u + 1442695040888963407u;
        value >>= i % 7 * 9;
        value |= (uint64_t)1 << (i % 64);
    }
    printf("%d %d %d\n", __builtin_clrsb(-5), __builtin_clrsb(1 << 20), __builtin_clrsbll(-1LL));
    return 0;
}
