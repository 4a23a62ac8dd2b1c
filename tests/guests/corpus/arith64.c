// 64-bit arithmetic at its edges; most of it calls the runtime.
#include <stdint.h>
#include <stdio.h>

static volatile int64_t values[] = {0, 1, -1, 3, -3, 10, 65537, -65537, 0x7FFFFFFF, -0x80000000LL, 0x100000000LL, -0x100000001LL,
                                    0x123456789ABCDEFLL, INT64_MAX, INT64_MIN, INT64_MIN + 1};
enum { COUNT = sizeof values / sizeof *values };

int main(void) {
    uint64_t hash = 0;
    for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < COUNT; j++) {
            const int64_t a = values[i], b = values[j];
            const uint64_t ua = (uint64_t)a, ub = (uint64_t)b;
            hash = hash * 1000003 + (ua + ub) + (ua - ub) * 3 + ua * ub * 5;
            if (b != 0) {
                hash = hash * 1000003 + ua / ub;
                hash = hash * 1000003 + ua % ub;
                if (!(a == INT64_MIN && b == -1)) {
                    hash = hash * 1000003 + (uint64_t)(a / b);
                    hash = hash * 1000003 + (uint64_t)(a % b);
                }
            }
            hash = hash * 1000003 + ((ua & ub) ^ (ua | ~ub));
            hash = hash * 1000003 + (a < b) + 2 * (a <= b) + 4 * (ua < ub) + 8 * (ua <= ub) + 16 * (a == b);
            hash = hash * 1000003 + (uint64_t)-a + (uint64_t)~b;
        }
        printf("%d: %016llx\n", i, (unsigned long long)hash);
    }
    for (int i = 0; i < COUNT; i++) {
        const int64_t a = values[i];
        printf("%lld %lld %lld %llu %llu\n", (long long)(a / 10), (long long)(a % 1000), (long long)(a / -7),
               (unsigned long long)((uint64_t)a / 1000000007u), (unsigned long long)((uint64_t)a % 97));
    }
    return 0;
}
