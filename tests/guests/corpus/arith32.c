// 32-bit arithmetic at its edges.
#include <stdint.h>
#include <stdio.h>

static volatile int32_t values[] = {0, 1, -1, 2, -2, 7, -7, 1000, -1000, 65535, 65536, -65536, INT32_MAX, INT32_MIN, INT32_MIN + 1};
enum { COUNT = sizeof values / sizeof *values };

int main(void) {
    uint32_t hash = 0;
    for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < COUNT; j++) {
            const int32_t a = values[i], b = values[j];
            const uint32_t ua = (uint32_t)a, ub = (uint32_t)b;
            hash = hash * 31 + (ua + ub);
            hash = hash * 31 + (ua - ub);
            hash = hash * 31 + (ua * ub);
            hash = hash * 31 + (uint32_t)(((int64_t)a * b) >> 32);
            hash = hash * 31 + (uint32_t)(((uint64_t)ua * ub) >> 32);
            if (b != 0) {
                hash = hash * 31 + ua / ub;
                hash = hash * 31 + ua % ub;
                if (!(a == INT32_MIN && b == -1)) {
                    hash = hash * 31 + (uint32_t)(a / b);
                    hash = hash * 31 + (uint32_t)(a % b);
                }
            }
            hash = hash * 31 + (ua & ub) + (ua | ub) * 3 + (ua ^ ub) * 5;
            hash = hash * 31 + (ua << (ub & 31)) + (ua >> (ub & 31)) + (uint32_t)(a >> (b & 31));
            hash = hash * 31 + (a < b) + 2 * (a <= b) + 4 * (ua < ub) + 8 * (ua <= ub) + 16 * (a == b);
        }
        printf("%d: %08x\n", i, (unsigned)hash);
    }
    // Division by constants becomes multiplication.
    for (int i = 0; i < COUNT; i++) {
        const int32_t a = values[i];
        const uint32_t u = (uint32_t)a;
        printf("%d %d %d %d %d | %u %u %u %u\n", (int)(a / 3), (int)(a / 7), (int)(a % 10), (int)(a / 16), (int)(a % 16),
               (unsigned)(u / 3), (unsigned)(u / 7), (unsigned)(u % 10), (unsigned)(u / 1000));
    }
    return 0;
}
