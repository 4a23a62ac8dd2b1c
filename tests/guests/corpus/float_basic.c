// Single precision: sums, products, quotients, comparisons, in bits.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static uint32_t bits_of(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static volatile float values[] = {0.0f,   -0.0f,   1.0f,    -1.0f,    0.1f,          3.0f,          1e10f, 1e-10f,
                                  1e38f,  1e-38f,  1e-45f,  16777216, 16777217.0f,   0.33333334f,   2.5f,  -7.75f,
                                  65504.0f, 1.0000001f, 3.4028235e38f, 1.17549435e-38f};
enum { COUNT = sizeof values / sizeof *values };

int main(void) {
    for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < COUNT; j++) {
            const float a = values[i], b = values[j];
            printf("%08x %08x %08x", (unsigned)bits_of(a + b), (unsigned)bits_of(a - b), (unsigned)bits_of(a * b));
            if (b != 0) printf(" %08x", (unsigned)bits_of(a / b));
            printf(" %d%d%d%d%d%d\n", a < b, a <= b, a > b, a >= b, a == b, a != b);
        }
    }
    float sum = 0;
    for (int i = 1; i <= 10000; i++) sum += 1.0f / (float)i;
    printf("%.6f\n", sum);
    return 0;
}
