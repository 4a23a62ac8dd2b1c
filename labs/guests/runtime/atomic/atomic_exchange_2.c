#include "part_of_word.h"

uint16_t __atomic_exchange_2(volatile void* address, uint16_t value, int order);
uint16_t __sync_lock_test_and_set_2(volatile void* address, uint16_t value);

uint16_t __atomic_exchange_2(volatile void* address, uint16_t value, int order) {
    (void)order;
    uint32_t old;
    UPDATE_PART(address, 2, old, value);
    return (uint16_t)old;
}

uint16_t __sync_lock_test_and_set_2(volatile void* address, uint16_t value) {
    return __atomic_exchange_2(address, value, 0);
}

void __sync_lock_release_2(volatile void* address);

void __sync_lock_release_2(volatile void* address) { __atomic_exchange_2(address, 0, 0); }
