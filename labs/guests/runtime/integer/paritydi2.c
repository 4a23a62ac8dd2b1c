#include "bits.h"

int __paritydi2(uint64_t value) { return __paritysi2((uint32_t)value ^ (uint32_t)(value >> 32)); }
