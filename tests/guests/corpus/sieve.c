// Eratosthenes, one bit for each odd number.
#include <stdint.h>
#include <stdio.h>

enum { LIMIT = 200000 };
static uint32_t composite[LIMIT / 64 + 1];

static int is_composite(unsigned n) { return composite[n / 64] >> n / 2 % 32 & 1; }

int main(void) {
    for (unsigned n = 3; n * n < LIMIT; n += 2)
        if (!is_composite(n))
            for (unsigned m = n * n; m < LIMIT; m += 2 * n) composite[m / 64] |= 1u << m / 2 % 32;
    unsigned count = 1, last = 2, gap = 0, before_gap = 0;
    for (unsigned n = 3; n < LIMIT; n += 2)
        if (!is_composite(n)) {
            if (n - last > gap) {
                gap = n - last;
                before_gap = last;
            }
            count++;
            last = n;
        }
    printf("%u primes below %d, the last %u, the widest gap %u after %u\n", count, LIMIT, last, gap, before_gap);
    return 0;
}
