#include <stdbool.h>
#include <stdint.h>

#include "lock.h"

// Aligned or not, all accesses of eight bytes go under the lock.
#define FETCH_AND(name, compute) \
    uint64_t __atomic_fetch_##name##_8(volatile void* address, uint64_t value, int order); \
    uint64_t __atomic_##name##_fetch_8(volatile void* address, uint64_t value, int order); \
    uint64_t __sync_fetch_and_##name##_8(volatile void* address, uint64_t value); \
    uint64_t __sync_##name##_and_fetch_8(volatile void* address, uint64_t value); \
\
    static uint64_t old_##name(volatile void* address, uint64_t value) { \
        volatile uint64_t* const place = address; \
        __atomic_lock_wide(); \
        const uint64_t old = *place; \
        *place = (compute); \
        __atomic_unlock_wide(); \
        return old; \
    } \
    static uint64_t new_##name(volatile void* address, uint64_t value) { \
        const uint64_t old = old_##name(address, value); \
        return (compute); \
    } \
    uint64_t __sync_fetch_and_##name##_8(volatile void* address, uint64_t value) { \
        return old_##name(address, value); \
    } \
    uint64_t __sync_##name##_and_fetch_8(volatile void* address, uint64_t value) { \
        return new_##name(address, value); \
    } \
    uint64_t __atomic_fetch_##name##_8(volatile void* address, uint64_t value, int order) { \
        (void)order; \
        return old_##name(address, value); \
    } \
    uint64_t __atomic_##name##_fetch_8(volatile void* address, uint64_t value, int order) { \
        (void)order; \
        return new_##name(address, value); \
    }

FETCH_AND(add, old + value)
FETCH_AND(sub, old - value)
FETCH_AND(or, old | value)
FETCH_AND(xor, old ^ value)
FETCH_AND(and, old& value)
FETCH_AND(nand, ~(old& value))
