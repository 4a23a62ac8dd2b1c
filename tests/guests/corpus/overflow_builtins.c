// Arithmetic that reports overflow.
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
    static volatile int ints[] = {0, 1, -1, INT_MAX, INT_MIN, 46341, -46341, 65536};
    for (int i = 0; i < 8; i++)
        for (int j = 0; j < 8; j++) {
            int r = 0;
            unsigned u = 0;
            const int bits = __builtin_add_overflow(ints[i], ints[j], &r) | __builtin_sub_overflow(ints[i], ints[j], &r) << 1 | __builtin_mul_overflow(ints[i], ints[j], &r) << 2 |
                             __builtin_add_overflow((unsigned)ints[i], (unsigned)ints[j], &u) << 3 | __builtin_mul_overflow((unsigned)ints[i], (unsigned)ints[j], &u) << 4;
            printf("%02x %d %u%c", (unsigned)bits, r, u, j == 7 ? '\n' : ' ');
        }
    static volatile long long longs[] = {0, 1, -1, LLONG_MAX, LLONG_MIN, 3037000500ll, 4294967296ll};
    for (int i = 0; i < 7; i++)
        for (int j = 0; j < 7; j++) {
            long long r = 0;
            unsigned long long u = 0;
            const int bits = __builtin_add_overflow(longs[i], longs[j], &r) | __builtin_sub_overflow(longs[i], longs[j], &r) << 1 | __builtin_mul_overflow(longs[i], longs[j], &r) << 2 |
                             __builtin_mul_overflow((unsigned long long)longs[i], (unsigned long long)longs[j], &u) << 3;
            printf("%x %lld %llu%c", (unsigned)bits, r, u, j == 6 ? '\n' : ' ');
        }
    short s;
    printf("%d", __builtin_add_overflow(30000, 3000, &s));
    printf(" %d\n", s);
    return 0;
}
