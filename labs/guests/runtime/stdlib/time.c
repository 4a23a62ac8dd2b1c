#include "../platform/platform.h"

#include <time.h>

time_t time(time_t* seconds) {
    const time_t now = (time_t)(__platform_nanoseconds() / 1000000000);
    if (seconds) *seconds = now;
    return now;
}

int clock_gettime(clockid_t clock, struct timespec* time) {
    (void)clock;  // the only clock there is
    const uint64_t now = __platform_nanoseconds();
    time->tv_sec = (time_t)(now / 1000000000);
    time->tv_nsec = (long)(now % 1000000000);
    return 0;
}

int timespec_get(struct timespec* time, int base) {
    return clock_gettime(CLOCK_REALTIME, time) == 0 ? base : 0;
}
