#include "bits.h"

int __ffsdi2(uint64_t value) { return value ? __ctzdi2(value) + 1 : 0; }
