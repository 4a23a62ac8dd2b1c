#include "bits.h"

int __clzdi2(uint64_t value) {
    const uint32_t high = (uint32_t)(value >> 32);
    return high ? __clzsi2(high) : 32 + __clzsi2((uint32_t)value);
}
