// Sign extension, truncation, promotion, mixed comparisons, _Bool, character types.
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

static volatile int source = -1;

int main(void) {
    const int v = source;
    printf("%d %u %d %u\n", (signed char)v, (unsigned char)v, (short)v, (unsigned short)v);
    printf("%lld %llu\n", (long long)v, (unsigned long long)v);
    printf("%lld %llu\n", (long long)(unsigned)v, (unsigned long long)(unsigned)v);
    printf("%d %d %d\n", v < 0u, v < (unsigned char)0, (short)40000 < 0);
    printf("%d %d\n", (signed char)200, (unsigned char)-200);
    printf("%x %x\n", (unsigned)(int16_t)0x8000, (unsigned)(uint16_t)0x8000);
    const unsigned char a = 200, b = 100;
    printf("%d %d %d\n", a + b, (unsigned char)(a + b), a << 2);
    printf("%d %d\n", ~a, (unsigned char)~a);
    const _Bool t = 256, f = 0.0, n = 0.1;
    printf("%d %d %d %zu\n", t, f, n, sizeof t);
    printf("%d %d\n", !!v, !v);
    printf("%d %d %d\n", -7 / 2, -7 % 2, -7 >> 1);
    printf("%u %u\n", -7u / 2, -7u % 2);
    char text[] = {'\x80', '\x7f', 0};
    printf("%d %d\n", (unsigned char)text[0], text[1]);
    int8_t small[6] = {127, -128, 1, -1, 100, -100};
    for (int i = 0; i < 6; i++) printf("%d ", (int8_t)(small[i] + 1) - (int8_t)(small[i] * 2));
    int16_t half = 32767;
    half++;
    uint8_t byte = 0;
    byte--;
    printf("%d %d\n", half, byte);
    long long big = 0x1234567890ll;
    printf("%x %x %x\n", (unsigned)big, (unsigned)(uint16_t)big, (unsigned)(uint8_t)big);
    printf("%d %d %d\n", INT_MAX + (int)(big & 0) == INT_MAX, (int)(3000000000u - 2999999999u), 1 ? -1 : 1u > 0);
    int shift = 31;
    printf("%x %x %d\n", 1u << shift, 0x80000000u >> shift, (int)0x80000000 >> shift);
    enum Small { A, B = 200 } e = B;
    printf("%d %d\n", (signed char)e, e == 200);
    return 0;
}
