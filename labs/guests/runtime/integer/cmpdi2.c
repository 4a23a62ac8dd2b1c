#include <stdint.h>

int __cmpdi2(int64_t a, int64_t b);

// 0, 1, 2 for less, equal, greater.
int __cmpdi2(int64_t a, int64_t b) { return (a > b) - (a < b) + 1; }
