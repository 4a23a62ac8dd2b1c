#include "part_of_word.h"

uint8_t __atomic_fetch_sub_1(volatile void* address, uint8_t value, int order);
uint8_t __atomic_sub_fetch_1(volatile void* address, uint8_t value, int order);
uint8_t __sync_fetch_and_sub_1(volatile void* address, uint8_t value);
uint8_t __sync_sub_and_fetch_1(volatile void* address, uint8_t value);

static uint32_t update(volatile void* address, uint32_t value) {
    uint32_t old;
    UPDATE_PART(address, 1, old, old - value);
    return old;
}

uint8_t __atomic_fetch_sub_1(volatile void* address, uint8_t value, int order) {
    (void)order;
    return (uint8_t)update(address, value);
}

uint8_t __atomic_sub_fetch_1(volatile void* address, uint8_t value, int order) {
    (void)order;
    const uint32_t old = update(address, value);
    return (uint8_t)(old - value);
}

uint8_t __sync_fetch_and_sub_1(volatile void* address, uint8_t value) {
    return (uint8_t)update(address, value);
}

uint8_t __sync_sub_and_fetch_1(volatile void* address, uint8_t value) {
    const uint32_t old = update(address, value);
    return (uint8_t)(old - value);
}
