#include "platform.h"

#include <tetra.h>

// The two halves are read until the upper one stands still.
static uint64_t ticks(void) {
    uint32_t high = tetra_in(TETRA_TIMER_NOW_HIGH);
    for (;;) {
        const uint32_t low = tetra_in(TETRA_TIMER_NOW);
        const uint32_t again = tetra_in(TETRA_TIMER_NOW_HIGH);
        if (again == high) return (uint64_t)high << 32 | low;
        high = again;
    }
}

uint64_t __platform_nanoseconds(void) {
    const uint64_t now = ticks();
    const uint64_t hertz = (uint64_t)TETRA_CONFIG->clock_hz_high << 32 | TETRA_CONFIG->clock_hz;
    // Whole seconds apart, so that the product does not overflow before 2^64 / 10^9 Hz.
    return now / hertz * 1000000000 + now % hertz * 1000000000 / hertz;
}
