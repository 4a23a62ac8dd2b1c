// Fibonacci four ways.
#include <stdint.h>
#include <stdio.h>

static unsigned recursive(unsigned n) { return n < 2 ? n : recursive(n - 1) + recursive(n - 2); }

static uint64_t iterative(unsigned n) {
    uint64_t a = 0, b = 1;
    while (n--) {
        const uint64_t next = a + b;
        a = b;
        b = next;
    }
    return a;
}

static uint64_t memo[94];
static uint64_t memoized(unsigned n) {
    if (n < 2) return n;
    if (!memo[n]) memo[n] = memoized(n - 1) + memoized(n - 2);
    return memo[n];
}

// F(2k) = F(k)(2F(k+1) - F(k)), F(2k+1) = F(k)² + F(k+1)²
static void doubling(unsigned n, uint64_t out[2]) {
    if (n == 0) {
        out[0] = 0;
        out[1] = 1;
        return;
    }
    uint64_t half[2];
    doubling(n / 2, half);
    const uint64_t even = half[0] * (2 * half[1] - half[0]), odd = half[0] * half[0] + half[1] * half[1];
    out[0] = n & 1 ? odd : even;
    out[1] = n & 1 ? even + odd : odd;
}

int main(void) {
    printf("%u\n", recursive(22));
    for (unsigned n = 0; n <= 93; n += 31) {
        uint64_t fast[2];
        doubling(n, fast);
        printf("%u: %llu %llu %llu\n", n, (unsigned long long)iterative(n), (unsigned long long)memoized(n), (unsigned long long)fast[0]);
    }
    return 0;
}
