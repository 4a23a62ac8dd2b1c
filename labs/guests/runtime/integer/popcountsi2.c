#include "bits.h"

// Sums in pairs, nibbles, bytes; the product adds the four bytes into the top one.
int __popcountsi2(uint32_t value) {
    value -= value >> 1 & 0x55555555;
    value = (value & 0x33333333) + (value >> 2 & 0x33333333);
    value = (value + (value >> 4)) & 0x0F0F0F0F;
    return (int)(value * 0x01010101 >> 24);
}
