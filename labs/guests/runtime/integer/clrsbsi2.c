#include "bits.h"

// Redundant sign bits.
int __clrsbsi2(int32_t value) { return __clzsi2((uint32_t)(value < 0 ? ~value : value)) - 1; }
