#include <stdint.h>

int __ucmpdi2(uint64_t a, uint64_t b);

// 0, 1, 2 for less, equal, greater.
int __ucmpdi2(uint64_t a, uint64_t b) { return (a > b) - (a < b) + 1; }
