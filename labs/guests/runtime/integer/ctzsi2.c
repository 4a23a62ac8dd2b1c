#include "bits.h"

int __ctzsi2(uint32_t value) { return value ? 31 - __clzsi2(value & -value) : 32; }
