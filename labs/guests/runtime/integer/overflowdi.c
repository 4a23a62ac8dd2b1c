#include "overflow.h"

int64_t __addvdi3(int64_t a, int64_t b) {
    const int64_t sum = (int64_t)((uint64_t)a + (uint64_t)b);
    if (((a ^ sum) & (b ^ sum)) < 0) abort();
    return sum;
}

int64_t __subvdi3(int64_t a, int64_t b) {
    const int64_t difference = (int64_t)((uint64_t)a - (uint64_t)b);
    if (((a ^ b) & (a ^ difference)) < 0) abort();
    return difference;
}

int64_t __mulvdi3(int64_t a, int64_t b) {
    const int64_t product = (int64_t)((uint64_t)a * (uint64_t)b);
    if (a != 0 && ((a == -1 && b == INT64_MIN) || product / a != b)) abort();
    return product;
}

int64_t __negvdi2(int64_t a) { return __subvdi3(0, a); }
int64_t __absvdi2(int64_t a) { return a < 0 ? __negvdi2(a) : a; }
