// time.h: the clock goes forward. Nothing of its value is printed.
#include <stdio.h>
#include <time.h>

int main(void) {
    struct timespec a, b;
    const clock_t start = clock();
    clock_gettime(CLOCK_MONOTONIC, &a);
    volatile unsigned x = 0;
    for (int i = 0; i < 100000; i++) x += (unsigned)i;
    clock_gettime(CLOCK_MONOTONIC, &b);
    const clock_t end = clock();
    printf("%d %d\n", end >= start, b.tv_sec > a.tv_sec || (b.tv_sec == a.tv_sec && b.tv_nsec >= a.tv_nsec));
    time_t t;
    printf("%d %d\n", time(&t) == t, difftime(t, t) == 0);
    printf("%u\n", x);
    return 0;
}
