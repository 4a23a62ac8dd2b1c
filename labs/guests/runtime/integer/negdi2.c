#include <stdint.h>

uint64_t __negdi2(uint64_t value);

uint64_t __negdi2(uint64_t value) {
    const uint32_t low = -(uint32_t)value;
    const uint32_t high = -(uint32_t)(value >> 32) - (low != 0);
    return (uint64_t)high << 32 | low;
}
