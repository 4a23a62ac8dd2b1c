#include "bits.h"

int __ctzdi2(uint64_t value) {
    const uint32_t low = (uint32_t)value;
    return low ? __ctzsi2(low) : 32 + __ctzsi2((uint32_t)(value >> 32));
}
