// Conversions between the numeric types.
#include <stdint.h>
#include <stdio.h>

static volatile double doubles[] = {0, 0.5, -0.5, 0.999999, -0.999999, 1.5, -1.5, 255.9, 256, 65535.99, 2147483647.0, -2147483648.0,
                                    4294967295.0, 1e15, -1e15, 9007199254740993.0, 1e18, -9.2e18, 1e-320};
static volatile int64_t integers[] = {0, 1, -1, 127, -128, 16777215, 16777217, -16777219, 2147483647, -2147483648LL, 4294967295LL,
                                      9007199254740993LL, 9007199254740995LL, INT64_MAX, INT64_MIN, 0x20000080000001LL};

int main(void) {
    for (unsigned i = 0; i < sizeof doubles / sizeof *doubles; i++) {
        const double d = doubles[i];
        const float f = (float)d;
        printf("%g: %.9g %lld %lld", d, f, (long long)d, (long long)f);
        if (d > -2147483649.0 && d < 2147483648.0) printf(" %d", (int)d);
        if (d > -1 && d < 4294967296.0) printf(" %u", (unsigned)d);
        if (d > -1 && d < 1.8e19) printf(" %llu", (unsigned long long)d);
        if (d > -129 && d < 128) printf(" %d", (signed char)d);
        printf("\n");
    }
    for (unsigned i = 0; i < sizeof integers / sizeof *integers; i++) {
        const int64_t n = integers[i];
        printf("%lld: %.1f %.1f %.1f %.1f %.1f %.1f\n", (long long)n, (double)n, (float)n, (double)(uint64_t)n, (float)(uint64_t)n,
               (double)(int32_t)n, (float)(uint32_t)n);
    }
    return 0;
}
