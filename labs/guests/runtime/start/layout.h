// Where the stacks lie; crt0.s draws the picture.
#pragma once

#include <stdint.h>

extern char _start[], __image_base[];

enum { RAM_START = 0x1000, STACK_BYTES = 64 << 10, FIRST_STACK_LEAST = 64 << 10, FIRST_STACK_MOST = 8 << 20 };

static inline int stack_is_below_program(void) { return (uintptr_t)_start >= (uintptr_t)__image_base; }

static inline uintptr_t other_stacks_bottom(uintptr_t ram_end, unsigned harts) {
    return ram_end - (harts - 1) * STACK_BYTES;
}

// Where the heap must end.
static inline uintptr_t stacks_bottom(uintptr_t ram_end, unsigned harts) {
    const uintptr_t bottom = other_stacks_bottom(ram_end, harts);
    if (stack_is_below_program()) return bottom;
    const uintptr_t eighth = ram_end / 8;
    return bottom - (eighth < FIRST_STACK_LEAST  ? FIRST_STACK_LEAST
                     : eighth > FIRST_STACK_MOST ? FIRST_STACK_MOST
                                                 : eighth);
}

static inline uintptr_t stack_bottom_of(unsigned hart, uintptr_t ram_end, unsigned harts) {
    if (hart) return ram_end - hart * STACK_BYTES;
    return stack_is_below_program() ? (uintptr_t)RAM_START : stacks_bottom(ram_end, harts);
}
