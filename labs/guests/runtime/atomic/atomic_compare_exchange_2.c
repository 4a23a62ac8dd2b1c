#include <stdbool.h>

#include "part_of_word.h"

bool __atomic_compare_exchange_2(volatile void* address, void* expected, uint16_t value, bool weak,
                                 int success, int failure);
uint16_t __sync_val_compare_and_swap_2(volatile void* address, uint16_t expected, uint16_t value);
bool __sync_bool_compare_and_swap_2(volatile void* address, uint16_t expected, uint16_t value);

uint16_t __sync_val_compare_and_swap_2(volatile void* address, uint16_t expected, uint16_t value) {
    const PartOfWord part = part_of_word(address, 2);
    for (;;) {
        const uint32_t word = load_reserved(part.word);
        const uint32_t old = (word & part.mask) >> part.shift;
        if (old != expected) return (uint16_t)old;
        if (store_conditional(part.word, (word & ~part.mask) | (uint32_t)value << part.shift))
            return (uint16_t)old;
    }
}

bool __sync_bool_compare_and_swap_2(volatile void* address, uint16_t expected, uint16_t value) {
    return __sync_val_compare_and_swap_2(address, expected, value) == expected;
}

bool __atomic_compare_exchange_2(volatile void* address, void* expected, uint16_t value, bool weak,
                                 int success, int failure) {
    (void)weak, (void)success, (void)failure;
    uint16_t* const wanted = expected;
    const uint16_t old = __sync_val_compare_and_swap_2(address, *wanted, value);
    if (old == *wanted) return true;
    *wanted = old;
    return false;
}
