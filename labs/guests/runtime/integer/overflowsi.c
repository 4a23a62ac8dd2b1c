#include "overflow.h"

static int32_t narrow(int64_t exact) {
    if (exact != (int32_t)exact) abort();
    return (int32_t)exact;
}

int32_t __addvsi3(int32_t a, int32_t b) { return narrow((int64_t)a + b); }
int32_t __subvsi3(int32_t a, int32_t b) { return narrow((int64_t)a - b); }
int32_t __mulvsi3(int32_t a, int32_t b) { return narrow((int64_t)a * b); }
int32_t __negvsi2(int32_t a) { return narrow(-(int64_t)a); }
int32_t __absvsi2(int32_t a) { return a < 0 ? __negvsi2(a) : a; }
