// SHA-256, with the constants computed from the primes.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint32_t k[64], initial[8];

// The first 32 bits behind the point of the root of a prime, by binary search in integers.
static uint32_t root_fraction(uint32_t prime, int cube) {
    uint64_t low = 0, high = (uint64_t)32 << 32; // root · 2^32
    while (high - low > 1) {
        const uint64_t middle = (low + high) / 2;
        // middle^n in words, its whole part compared with the prime.
        uint32_t limb[8] = {1};
        for (int factor = 0; factor < (cube ? 3 : 2); factor++) {
            uint32_t product[8] = {0};
            for (int part = 0; part < 2; part++) {
                uint64_t carry = 0;
                for (int i = 0; i + part < 8; i++) {
                    carry += (uint64_t)limb[i] * (uint32_t)(middle >> 32 * part) + product[i + part];
                    product[i + part] = (uint32_t)carry;
                    carry >>= 32;
                }
            }
            memcpy(limb, product, sizeof limb);
        }
        const int whole = cube ? 3 : 2;
        const uint64_t integer = (uint64_t)limb[whole + 1] << 32 | limb[whole];
        if (integer < prime)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static uint32_t turn(uint32_t x, int n) { return x >> n | x << (32 - n); }

static void block(uint32_t state[8], const uint8_t* data) {
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++) w[i] = (uint32_t)data[4 * i] << 24 | (uint32_t)data[4 * i + 1] << 16 | (uint32_t)data[4 * i + 2] << 8 | data[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        const uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
    }
    memcpy(s, state, sizeof s);
    for (int i = 0; i < 64; i++) {
        const uint32_t t1 = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
        const uint32_t t2 = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += t1;
        s[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) state[i] += s[i];
}

static void digest(const uint8_t* data, size_t size) {
    uint32_t state[8];
    memcpy(state, initial, sizeof state);
    size_t done = 0;
    for (; size - done >= 64; done += 64) block(state, data + done);
    uint8_t last[128] = {0};
    const size_t rest = size - done;
    memcpy(last, data + done, rest);
    last[rest] = 0x80;
    const size_t length = rest < 56 ? 64 : 128;
    for (int i = 0; i < 8; i++) last[length - 1 - (size_t)i] = (uint8_t)((uint64_t)size * 8 >> 8 * i);
    for (size_t at = 0; at < length; at += 64) block(state, last + at);
    for (int i = 0; i < 8; i++) printf("%08x", (unsigned)state[i]);
    printf("\n");
}

int main(void) {
    int found = 0;
    for (uint32_t n = 2; found < 64; n++) {
        int prime = 1;
        for (uint32_t d = 2; d * d <= n; d++) prime &= n % d != 0;
        if (!prime) continue;
        if (found < 8) initial[found] = root_fraction(n, 0);
        k[found++] = root_fraction(n, 1);
    }
    printf("%08x %08x %08x\n", (unsigned)initial[0], (unsigned)k[0], (unsigned)k[63]);
    digest((const uint8_t*)"", 0);
    digest((const uint8_t*)"abc", 3);
    digest((const uint8_t*)"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56);
    static uint8_t many[10000];
    memset(many, 'a', sizeof many);
    digest(many, sizeof many);
    return 0;
}
