// Time is the machine's own, counted from power-on: there is no calendar.
#pragma once

#include <stddef.h>

typedef long long time_t;
typedef long long clock_t;
typedef int clockid_t;
struct timespec {
    time_t tv_sec;
    long tv_nsec;
};

#define CLOCKS_PER_SEC 1000000LL
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define TIME_UTC 1

clock_t clock(void);
time_t time(time_t* seconds);
double difftime(time_t end, time_t start);
int clock_gettime(clockid_t clock, struct timespec* time);
int timespec_get(struct timespec* time, int base);
