#include "bits.h"

uint32_t __bswapsi2(uint32_t value) {
    const uint32_t odd = value >> 8 & 0x00FF00FF;
    const uint32_t even = (value & 0x00FF00FF) << 8;
    const uint32_t swapped = odd | even;
    return swapped >> 16 | swapped << 16;
}
