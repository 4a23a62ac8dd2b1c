// rand, rand_r, and generators of one's own: Mersenne Twister, xorshift, PCG, a shift register.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint32_t mt[624];
static int at = 624;
static uint32_t twister(void) {
    if (at == 624) {
        for (int i = 0; i < 624; i++) {
            const uint32_t y = (mt[i] & 0x80000000) | (mt[(i + 1) % 624] & 0x7FFFFFFF);
            mt[i] = mt[(i + 397) % 624] ^ y >> 1 ^ (y & 1 ? 0x9908B0DF : 0);
        }
        at = 0;
    }
    uint32_t y = mt[at++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9D2C5680;
    y ^= y << 15 & 0xEFC60000;
    return y ^ y >> 18;
}
static uint64_t pcg_state = 0x853c49e6748fea9bu;
static uint32_t pcg(void) {
    const uint64_t old = pcg_state;
    pcg_state = old * 6364136223846793005u + 0xda3e39cb94b95bdbu;
    const uint32_t x = (uint32_t)((old >> 18 ^ old) >> 27);
    const int turn = (int)(old >> 59);
    return x >> turn | x << (-turn & 31);
}

int main(void) {
    mt[0] = 5489;
    for (uint32_t i = 1; i < 624; i++) mt[i] = 1812433253 * (mt[i - 1] ^ mt[i - 1] >> 30) + i;
    uint32_t last = 0;
    for (int i = 0; i < 10000; i++) last = twister();
    printf("%u\n", (unsigned)last); // 4123659995
    for (int i = 0; i < 5; i++) printf("%08x ", (unsigned)pcg());
    uint64_t x = 88172645463325252u;
    for (int i = 0; i < 100; i++) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
    }
    printf("%016llx\n", (unsigned long long)x);
    unsigned bits = 0xACE1, period = 0;
    do {
        bits = bits >> 1 | ((bits ^ bits >> 2 ^ bits >> 3 ^ bits >> 5) & 1) << 15;
        period++;
    } while (bits != 0xACE1);
    printf("%u\n", period);
    for (int i = 0; i < 5; i++) printf("%d ", rand());
    srand(42);
    for (int i = 0; i < 5; i++) printf("%d ", rand());
    unsigned seed = 7;
    for (int i = 0; i < 3; i++) printf("%d ", rand_r(&seed));
    printf("\n");
    // pi by darts
    int inside = 0;
    for (int i = 0; i < 20000; i++) {
        const unsigned a = pcg() >> 17, b = pcg() >> 17;
        inside += a * a + b * b < 1u << 30;
    }
    printf("%d\n", inside);
    return 0;
}
