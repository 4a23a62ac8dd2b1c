// flags: -ftrapv
// exit: 134
// Signed overflow aborts under -ftrapv.
#include <stdio.h>

static volatile int small = 1000, large = 2147483000;
static volatile long long wide = 9223372036854775000ll;

int main(void) {
    setvbuf(stdout, NULL, _IONBF, 0);
    printf("%d %d %d %d\n", large + 100, small - large, small * small, -large);
    printf("%lld %lld\n", wide + 100, wide / 10 * 10);
    printf("%d\n", large + small);
    return 0;
}
