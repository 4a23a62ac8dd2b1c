#include "part_of_word.h"

uint8_t __atomic_exchange_1(volatile void* address, uint8_t value, int order);
uint8_t __sync_lock_test_and_set_1(volatile void* address, uint8_t value);

uint8_t __atomic_exchange_1(volatile void* address, uint8_t value, int order) {
    (void)order;
    uint32_t old;
    UPDATE_PART(address, 1, old, value);
    return (uint8_t)old;
}

uint8_t __sync_lock_test_and_set_1(volatile void* address, uint8_t value) {
    return __atomic_exchange_1(address, value, 0);
}

void __sync_lock_release_1(volatile void* address);

void __sync_lock_release_1(volatile void* address) { __atomic_exchange_1(address, 0, 0); }
