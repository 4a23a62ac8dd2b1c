// 16.16 fixed-point numbers: a rotation, square roots, CORDIC.
#include <stdint.h>
#include <stdio.h>

typedef int32_t Fixed;
#define FIX(x) ((Fixed)((x) * 65536.0))
static Fixed mul(Fixed a, Fixed b) { return (Fixed)(((int64_t)a * b) >> 16); }
static Fixed divide(Fixed a, Fixed b) { return (Fixed)((int64_t)a * 65536 / b); }
static Fixed root(Fixed x) {
    uint64_t radicand = (uint64_t)x << 16, result = 0;
    for (int bit = 23; bit >= 0; bit--) {
        const uint64_t trial = result | (uint64_t)1 << bit;
        if (trial * trial <= radicand) result = trial;
    }
    return (Fixed)result;
}
static void cordic(Fixed angle, Fixed* cosine, Fixed* sine) {
    static const Fixed atans[] = {51471, 30385, 16054, 8149, 4090, 2047, 1023, 511, 255, 127, 63, 31, 15, 7, 3, 1};
    Fixed x = FIX(0.6072529350), y = 0;
    for (int i = 0; i < 16; i++) {
        const Fixed dx = x >> i, dy = y >> i;
        if (angle >= 0) {
            x -= dy;
            y += dx;
            angle -= atans[i];
        } else {
            x += dy;
            y -= dx;
            angle += atans[i];
        }
    }
    *cosine = x;
    *sine = y;
}
static void print(Fixed x) {
    if (x < 0) {
        putchar('-');
        x = -x;
    }
    printf("%d.%04d ", (int)(x >> 16), (int)(((int64_t)(x & 0xFFFF) * 10000 + 32768) >> 16));
}

int main(void) {
    print(mul(FIX(2.5), FIX(-1.25)));
    print(divide(FIX(1), FIX(3)));
    print(root(FIX(2)));
    print(root(FIX(1000)));
    printf("\n");
    for (int i = -4; i <= 4; i++) {
        Fixed c, s;
        cordic(FIX(0.3) * i, &c, &s);
        print(c);
        print(s);
        printf("\n");
    }
    Fixed x = FIX(100), y = 0;
    for (int i = 0; i < 100; i++) {
        x -= y >> 4;
        y += x >> 4;
    }
    print(x);
    print(y);
    printf("\n");
    return 0;
}
