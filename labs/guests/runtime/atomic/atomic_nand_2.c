#include "part_of_word.h"

uint16_t __atomic_fetch_nand_2(volatile void* address, uint16_t value, int order);
uint16_t __atomic_nand_fetch_2(volatile void* address, uint16_t value, int order);
uint16_t __sync_fetch_and_nand_2(volatile void* address, uint16_t value);
uint16_t __sync_nand_and_fetch_2(volatile void* address, uint16_t value);

static uint32_t update(volatile void* address, uint32_t value) {
    uint32_t old;
    UPDATE_PART(address, 2, old, ~(old & value));
    return old;
}

uint16_t __atomic_fetch_nand_2(volatile void* address, uint16_t value, int order) {
    (void)order;
    return (uint16_t)update(address, value);
}

uint16_t __atomic_nand_fetch_2(volatile void* address, uint16_t value, int order) {
    (void)order;
    const uint32_t old = update(address, value);
    return (uint16_t)(~(old & value));
}

uint16_t __sync_fetch_and_nand_2(volatile void* address, uint16_t value) {
    return (uint16_t)update(address, value);
}

uint16_t __sync_nand_and_fetch_2(volatile void* address, uint16_t value) {
    const uint32_t old = update(address, value);
    return (uint16_t)(~(old & value));
}
