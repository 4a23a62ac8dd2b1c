// Atomic objects of any size, such as structures. Sizes that have an access of their own use it, so that the two kinds
// of call may be mixed on one object.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "lock.h"

void __runtime_atomic_load(size_t size, const volatile void* from, void* to,
                           int order) __asm__("__atomic_load");
void __runtime_atomic_store(size_t size, volatile void* to, const void* from,
                            int order) __asm__("__atomic_store");
void __runtime_atomic_exchange(size_t size, volatile void* place, const void* value, void* old,
                               int order) __asm__("__atomic_exchange");
bool __runtime_atomic_compare_exchange(size_t size, volatile void* place, void* expected, const void* value,
                                       int success, int failure) __asm__("__atomic_compare_exchange");
bool __runtime_atomic_is_lock_free(size_t size, const volatile void* place) __asm__("__atomic_is_lock_free");

static bool has_own_access(size_t size, const volatile void* place) {
    return (size == 1 || size == 2 || size == 4) && ((uintptr_t)place & (size - 1)) == 0;
}

bool __runtime_atomic_is_lock_free(size_t size, const volatile void* place) {
    return has_own_access(size, place);
}

void __runtime_atomic_load(size_t size, const volatile void* from, void* to, int order) {
    (void)order;
    if (has_own_access(size, from)) {
        switch (size) {
        case 1: *(uint8_t*)to = __atomic_load_n((const volatile uint8_t*)from, __ATOMIC_SEQ_CST); return;
        case 2: *(uint16_t*)to = __atomic_load_n((const volatile uint16_t*)from, __ATOMIC_SEQ_CST); return;
        default: *(uint32_t*)to = __atomic_load_n((const volatile uint32_t*)from, __ATOMIC_SEQ_CST); return;
        }
    }
    __atomic_lock_wide();
    memcpy(to, (const void*)from, size);
    __atomic_unlock_wide();
}

void __runtime_atomic_store(size_t size, volatile void* to, const void* from, int order) {
    (void)order;
    if (has_own_access(size, to)) {
        switch (size) {
        case 1: __atomic_store_n((volatile uint8_t*)to, *(const uint8_t*)from, __ATOMIC_SEQ_CST); return;
        case 2: __atomic_store_n((volatile uint16_t*)to, *(const uint16_t*)from, __ATOMIC_SEQ_CST); return;
        default: __atomic_store_n((volatile uint32_t*)to, *(const uint32_t*)from, __ATOMIC_SEQ_CST); return;
        }
    }
    __atomic_lock_wide();
    memcpy((void*)to, from, size);
    __atomic_unlock_wide();
}

void __runtime_atomic_exchange(size_t size, volatile void* place, const void* value, void* old, int order) {
    (void)order;
    if (has_own_access(size, place)) {
        switch (size) {
        case 1:
            *(uint8_t*)old =
                __atomic_exchange_n((volatile uint8_t*)place, *(const uint8_t*)value, __ATOMIC_SEQ_CST);
            return;
        case 2:
            *(uint16_t*)old =
                __atomic_exchange_n((volatile uint16_t*)place, *(const uint16_t*)value, __ATOMIC_SEQ_CST);
            return;
        default:
            *(uint32_t*)old =
                __atomic_exchange_n((volatile uint32_t*)place, *(const uint32_t*)value, __ATOMIC_SEQ_CST);
            return;
        }
    }
    // value and old may be the same object.
    unsigned char saved[size];
    __atomic_lock_wide();
    memcpy(saved, (const void*)place, size);
    memcpy((void*)place, value, size);
    __atomic_unlock_wide();
    memcpy(old, saved, size);
}

bool __runtime_atomic_compare_exchange(size_t size, volatile void* place, void* expected, const void* value,
                                       int success, int failure) {
    (void)success, (void)failure;
    if (has_own_access(size, place)) {
        switch (size) {
        case 1:
            return __atomic_compare_exchange_n((volatile uint8_t*)place, (uint8_t*)expected,
                                               *(const uint8_t*)value, false, __ATOMIC_SEQ_CST,
                                               __ATOMIC_SEQ_CST);
        case 2:
            return __atomic_compare_exchange_n((volatile uint16_t*)place, (uint16_t*)expected,
                                               *(const uint16_t*)value, false, __ATOMIC_SEQ_CST,
                                               __ATOMIC_SEQ_CST);
        default:
            return __atomic_compare_exchange_n((volatile uint32_t*)place, (uint32_t*)expected,
                                               *(const uint32_t*)value, false, __ATOMIC_SEQ_CST,
                                               __ATOMIC_SEQ_CST);
        }
    }
    __atomic_lock_wide();
    const bool same = memcmp((const void*)place, expected, size) == 0;
    if (same)
        memcpy((void*)place, value, size);
    else
        memcpy(expected, (const void*)place, size);
    __atomic_unlock_wide();
    return same;
}
