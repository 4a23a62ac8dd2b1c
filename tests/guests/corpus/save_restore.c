// flags: -msave-restore -fstack-protector-all -fno-omit-frame-pointer
// host: no  (-msave-restore)
// Prologues and epilogues shared in the runtime, frame pointers, stack guards.
#include <stdio.h>
#include <string.h>

static __attribute__((noinline)) int leaf(int x) { return x + 1; }
static __attribute__((noinline)) int one(int x) { return leaf(x) + x; }
static __attribute__((noinline)) int two(int x, int y) { return one(x) * y + one(y) * x; }
static __attribute__((noinline)) int room(const char* text) {
    char copy[32];
    strcpy(copy, text);
    return (int)strlen(copy) + two(copy[0], copy[1]);
}
static __attribute__((noinline)) long long wide(long long a, long long b) { return two((int)a, (int)b) * a / (b + 1); }
static __attribute__((noinline)) int deep(int n) { return n ? deep(n - 1) + two(n, 2) : 0; }

int main(void) {
    printf("%d %d %d\n", one(3), two(4, 5), room("guarded"));
    printf("%lld %d\n", wide(1000000, 77), deep(20));
    return 0;
}
