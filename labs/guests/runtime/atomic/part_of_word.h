// Atomic bytes and half-words, made of lr.w and sc.w on the word around them.
//
// Every function is one loop: read the word, compute the new value of the part, try to store; `order` arguments are
// accepted and the strongest is used. Memory on Tetra is sequentially consistent; the .aq and .rl suffixes are for
// RISC-V proper.
#pragma once

#include <stdint.h>

typedef struct {
    volatile uint32_t* word;
    unsigned shift;
    uint32_t mask;  // over the part, in place
} PartOfWord;

static inline PartOfWord part_of_word(const volatile void* address, unsigned bytes) {
    const unsigned shift = ((uintptr_t)address & 3) * 8;
    return (PartOfWord){(volatile uint32_t*)((uintptr_t)address & ~(uintptr_t)3), shift,
                        ((1u << 8 * bytes) - 1) << shift};
}

static inline uint32_t load_reserved(volatile uint32_t* word) {
    uint32_t value;
    __asm__ volatile("lr.w.aq %0, 0(%1)" : "=r"(value) : "r"(word) : "memory");
    return value;
}

// True if the store was done.
static inline int store_conditional(volatile uint32_t* word, uint32_t value) {
    uint32_t failed;
    __asm__ volatile("sc.w.rl %0, %2, 0(%1)" : "=&r"(failed) : "r"(word), "r"(value) : "memory");
    return !failed;
}

// old: the part's value before, in the low bits; compute: an expression of old and value.
#define UPDATE_PART(address, bytes, old, compute) \
    do { \
        const PartOfWord part_ = part_of_word(address, bytes); \
        uint32_t word_; \
        do { \
            word_ = load_reserved(part_.word); \
            old = (word_ & part_.mask) >> part_.shift; \
            word_ = (word_ & ~part_.mask) | ((uint32_t)(compute) << part_.shift & part_.mask); \
        } while (!store_conditional(part_.word, word_)); \
    } while (0)
