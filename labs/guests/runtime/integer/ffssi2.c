#include "bits.h"

int __ffssi2(uint32_t value) { return value ? __ctzsi2(value) + 1 : 0; }
