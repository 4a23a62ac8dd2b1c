#include "lock.h"

static int held;

void __atomic_lock_wide(void) {
    while (__atomic_exchange_n(&held, 1, __ATOMIC_ACQUIRE))
        ;
}

void __atomic_unlock_wide(void) { __atomic_store_n(&held, 0, __ATOMIC_RELEASE); }
