#pragma once

#include <time.h>

struct timeval {
    time_t tv_sec;
    long tv_usec;
};

// Since power-on; the zone is ignored.
int gettimeofday(struct timeval* restrict time, void* restrict zone);
