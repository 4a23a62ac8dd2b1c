// Shifts of 64-bit numbers by every count, variable and constant.
#include <stdint.h>
#include <stdio.h>

static volatile uint64_t pattern = 0x8123456789ABCDEFu;

int main(void) {
    for (volatile int count = 0; count < 64; count++) {
        const uint64_t u = pattern;
        const int64_t s = (int64_t)u;
        const uint64_t rotated = u << count | u >> ((64 - count) & 63);
        printf("%2d %016llx %016llx %016llx %016llx\n", count, (unsigned long long)(u << count), (unsigned long long)(u >> count),
               (unsigned long long)(s >> count), (unsigned long long)rotated);
    }
    const uint64_t u = pattern;
    printf("%llx %llx %llx %llx\n", (unsigned long long)(u << 1), (unsigned long long)(u >> 31), (unsigned long long)(u >> 32),
           (unsigned long long)((int64_t)u >> 33));
    return 0;
}
