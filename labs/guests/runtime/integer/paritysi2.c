#include "bits.h"

// The constant holds the parity of each of the sixteen nibbles.
int __paritysi2(uint32_t value) {
    value ^= value >> 16;
    value ^= value >> 8;
    value ^= value >> 4;
    return 0x6996 >> (value & 15) & 1;
}
