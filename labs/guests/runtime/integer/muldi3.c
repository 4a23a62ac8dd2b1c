#include <stdint.h>

uint64_t __muldi3(uint64_t a, uint64_t b);

// Written in words, so that gcc does not turn it into a call of itself.
uint64_t __muldi3(uint64_t a, uint64_t b) {
    const uint32_t a_low = (uint32_t)a, a_high = (uint32_t)(a >> 32);
    const uint32_t b_low = (uint32_t)b, b_high = (uint32_t)(b >> 32);
    const uint64_t low = (uint64_t)a_low * b_low;  // mul and mulhu
    const uint32_t high = (uint32_t)(low >> 32) + a_low * b_high + a_high * b_low;
    return (uint64_t)high << 32 | (uint32_t)low;
}
