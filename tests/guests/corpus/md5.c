// MD5 (its table from the sine, in double) and ChaCha20.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint32_t turn(uint32_t x, int n) { return x << n | x >> (32 - n); }

static void md5(const char* text) {
    static const uint8_t shifts[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    uint32_t state[4] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};
    uint8_t data[128] = {0};
    const size_t size = strlen(text);
    memcpy(data, text, size);
    data[size] = 0x80;
    const size_t total = size < 56 ? 64 : 128;
    data[total - 8] = (uint8_t)(size * 8);
    data[total - 7] = (uint8_t)(size * 8 >> 8);
    for (size_t at = 0; at < total; at += 64) {
        uint32_t w[16];
        for (int i = 0; i < 16; i++) w[i] = data[at + 4 * (size_t)i] | (uint32_t)data[at + 4 * (size_t)i + 1] << 8 | (uint32_t)data[at + 4 * (size_t)i + 2] << 16 | (uint32_t)data[at + 4 * (size_t)i + 3] << 24;
        uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
        for (int i = 0; i < 64; i++) {
            uint32_t f;
            int g;
            switch (i / 16) {
            case 0: f = (b & c) | (~b & d); g = i; break;
            case 1: f = (d & b) | (~d & c); g = 5 * i + 1; break;
            case 2: f = b ^ c ^ d; g = 3 * i + 5; break;
            default: f = c ^ (b | ~d); g = 7 * i; break;
            }
            const uint32_t constant = (uint32_t)floor(fabs(sin(i + 1.0)) * 4294967296.0);
            f += a + constant + w[g & 15];
            a = d;
            d = c;
            c = b;
            b += turn(f, shifts[i / 16][i % 4]);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }
    for (int i = 0; i < 16; i++) printf("%02x", (unsigned)(state[i / 4] >> i % 4 * 8 & 0xFF));
    printf("\n");
}

#define QUARTER(a, b, c, d) \
    (x[a] += x[b], x[d] = turn(x[d] ^ x[a], 16), x[c] += x[d], x[b] = turn(x[b] ^ x[c], 12), x[a] += x[b], x[d] = turn(x[d] ^ x[a], 8), x[c] += x[d], x[b] = turn(x[b] ^ x[c], 7))

static void chacha(uint32_t counter) {
    uint32_t input[16] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}, x[16];
    for (uint32_t i = 0; i < 8; i++) input[4 + i] = 0x03020100 + i * 0x04040404;
    input[12] = counter;
    input[13] = 0x09000000;
    input[14] = 0x4a000000;
    memcpy(x, input, sizeof x);
    for (int round = 0; round < 10; round++) {
        QUARTER(0, 4, 8, 12);
        QUARTER(1, 5, 9, 13);
        QUARTER(2, 6, 10, 14);
        QUARTER(3, 7, 11, 15);
        QUARTER(0, 5, 10, 15);
        QUARTER(1, 6, 11, 12);
        QUARTER(2, 7, 8, 13);
        QUARTER(3, 4, 9, 14);
    }
    for (int i = 0; i < 16; i++) printf("%08x%c", (unsigned)(x[i] + input[i]), i % 4 == 3 ? '\n' : ' ');
}

int main(void) {
    md5("");
    md5("abc");
    md5("message digest");
    md5("12345678901234567890123456789012345678901234567890123456789012345678901234567890");
    chacha(1);
    return 0;
}
