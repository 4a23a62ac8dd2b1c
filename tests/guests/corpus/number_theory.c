// Greatest common divisors, modular powers, Miller-Rabin, factors.
#include <stdint.h>
#include <stdio.h>

static uint32_t gcd(uint32_t a, uint32_t b) {
    while (b) {
        const uint32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static uint32_t power(uint32_t base, uint32_t exponent, uint32_t modulus) {
    uint64_t result = 1, square = base % modulus;
    for (; exponent; exponent >>= 1) {
        if (exponent & 1) result = result * square % modulus;
        square = square * square % modulus;
    }
    return (uint32_t)result;
}

static int is_prime(uint32_t n) {
    static const uint32_t witnesses[] = {2, 7, 61};
    if (n < 4) return n > 1;
    if (n % 2 == 0) return 0;
    uint32_t odd = n - 1;
    int twos = 0;
    for (; odd % 2 == 0; odd /= 2) twos++;
    for (int w = 0; w < 3; w++) {
        uint64_t x = power(witnesses[w], odd, n);
        if (witnesses[w] % n == 0 || x == 1 || x == n - 1) continue;
        int i = 1;
        for (; i < twos; i++) {
            x = x * x % n;
            if (x == n - 1) break;
        }
        if (i == twos) return 0;
    }
    return 1;
}

static void factorize(uint64_t n) {
    printf("%llu =", (unsigned long long)n);
    for (uint64_t p = 2; p * p <= n; p += p == 2 ? 1 : 2)
        while (n % p == 0) {
            printf(" %llu", (unsigned long long)p);
            n /= p;
        }
    if (n > 1) printf(" %llu", (unsigned long long)n);
    printf("\n");
}

int main(void) {
    printf("%u %u %u\n", (unsigned)gcd(1071, 462), (unsigned)gcd(4000000000u, 2500000000u), (unsigned)gcd(17, 0));
    printf("%u %u\n", (unsigned)power(3, 1000000, 1000000007), (unsigned)power(2, 4294967295u, 4294967291u));
    unsigned count = 0;
    for (uint32_t n = 4294960000u; n >= 4294960000u; n++) count += (unsigned)is_prime(n);
    printf("%u primes at the top\n", count);
    factorize(360360);
    factorize(4294967297u);
    factorize(600851475143u);
    factorize(99999999977u);
    return 0;
}
