#include <stdbool.h>

#include "part_of_word.h"

bool __atomic_compare_exchange_1(volatile void* address, void* expected, uint8_t value, bool weak,
                                 int success, int failure);
uint8_t __sync_val_compare_and_swap_1(volatile void* address, uint8_t expected, uint8_t value);
bool __sync_bool_compare_and_swap_1(volatile void* address, uint8_t expected, uint8_t value);

uint8_t __sync_val_compare_and_swap_1(volatile void* address, uint8_t expected, uint8_t value) {
    const PartOfWord part = part_of_word(address, 1);
    for (;;) {
        const uint32_t word = load_reserved(part.word);
        const uint32_t old = (word & part.mask) >> part.shift;
        if (old != expected) return (uint8_t)old;
        if (store_conditional(part.word, (word & ~part.mask) | (uint32_t)value << part.shift))
            return (uint8_t)old;
    }
}

bool __sync_bool_compare_and_swap_1(volatile void* address, uint8_t expected, uint8_t value) {
    return __sync_val_compare_and_swap_1(address, expected, value) == expected;
}

bool __atomic_compare_exchange_1(volatile void* address, void* expected, uint8_t value, bool weak,
                                 int success, int failure) {
    (void)weak, (void)success, (void)failure;
    uint8_t* const wanted = expected;
    const uint8_t old = __sync_val_compare_and_swap_1(address, *wanted, value);
    if (old == *wanted) return true;
    *wanted = old;
    return false;
}
