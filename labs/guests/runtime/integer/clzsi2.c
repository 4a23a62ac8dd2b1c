#include "bits.h"

// Leading zeros by halving.
int __clzsi2(uint32_t value) {
    int count = 0;
    if (value < 0x10000) {
        count = 16;
        value <<= 16;
    }
    if (value < 0x1000000) {
        count += 8;
        value <<= 8;
    }
    if (value < 0x10000000) {
        count += 4;
        value <<= 4;
    }
    if (value < 0x40000000) {
        count += 2;
        value <<= 2;
    }
    if (value < 0x80000000) count += value ? 1 : 2;  // 32 for zero
    return count;
}
