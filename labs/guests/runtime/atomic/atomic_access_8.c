#include <stdbool.h>
#include <stdint.h>

#include "lock.h"

uint64_t __atomic_load_8(const volatile void* address, int order);
void __atomic_store_8(volatile void* address, uint64_t value, int order);
uint64_t __atomic_exchange_8(volatile void* address, uint64_t value, int order);
bool __atomic_compare_exchange_8(volatile void* address, void* expected, uint64_t value, bool weak,
                                 int success, int failure);
uint64_t __sync_lock_test_and_set_8(volatile void* address, uint64_t value);
void __sync_lock_release_8(volatile void* address);
uint64_t __sync_val_compare_and_swap_8(volatile void* address, uint64_t expected, uint64_t value);
bool __sync_bool_compare_and_swap_8(volatile void* address, uint64_t expected, uint64_t value);

uint64_t __atomic_load_8(const volatile void* address, int order) {
    (void)order;
    __atomic_lock_wide();
    const uint64_t value = *(const volatile uint64_t*)address;
    __atomic_unlock_wide();
    return value;
}

void __atomic_store_8(volatile void* address, uint64_t value, int order) {
    __atomic_exchange_8(address, value, order);
}

uint64_t __atomic_exchange_8(volatile void* address, uint64_t value, int order) {
    (void)order;
    volatile uint64_t* const place = address;
    __atomic_lock_wide();
    const uint64_t old = *place;
    *place = value;
    __atomic_unlock_wide();
    return old;
}

uint64_t __sync_val_compare_and_swap_8(volatile void* address, uint64_t expected, uint64_t value) {
    volatile uint64_t* const place = address;
    __atomic_lock_wide();
    const uint64_t old = *place;
    if (old == expected) *place = value;
    __atomic_unlock_wide();
    return old;
}

bool __sync_bool_compare_and_swap_8(volatile void* address, uint64_t expected, uint64_t value) {
    return __sync_val_compare_and_swap_8(address, expected, value) == expected;
}

bool __atomic_compare_exchange_8(volatile void* address, void* expected, uint64_t value, bool weak,
                                 int success, int failure) {
    (void)weak, (void)success, (void)failure;
    uint64_t* const wanted = expected;
    const uint64_t old = __sync_val_compare_and_swap_8(address, *wanted, value);
    if (old == *wanted) return true;
    *wanted = old;
    return false;
}

uint64_t __sync_lock_test_and_set_8(volatile void* address, uint64_t value) {
    return __atomic_exchange_8(address, value, 0);
}

void __sync_lock_release_8(volatile void* address) { __atomic_exchange_8(address, 0, 0); }
