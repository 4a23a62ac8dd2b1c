// Double precision: sums, products, quotients, comparisons, in bits.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static unsigned long long bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static volatile double values[] = {0.0,   -0.0,   1.0,     -1.0,   0.1,    3.0,   1e100, 1e-100, 1e308,
                                   1e-308, 5e-324, 9007199254740992.0, 9007199254740993.0, 1.0 / 3, 2.5,   -7.75,
                                   1.7976931348623157e308, 2.2250738585072014e-308, 1.0000000000000002, 123456789.123456789};
enum { COUNT = sizeof values / sizeof *values };

int main(void) {
    for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < COUNT; j++) {
            const double a = values[i], b = values[j];
            printf("%016llx %016llx %016llx", bits_of(a + b), bits_of(a - b), bits_of(a * b));
            if (b != 0) printf(" %016llx", bits_of(a / b));
            printf(" %d%d%d%d%d%d\n", a < b, a <= b, a > b, a >= b, a == b, a != b);
        }
    }
    double sum = 0;
    for (int i = 1; i <= 10000; i++) sum += 1.0 / i / i;
    printf("%.15f\n", sum);
    return 0;
}
