#include "platform.h"

#include "../start/layout.h"

#include <tetra.h>

extern char _end[];  // the first address behind the program

void __platform_heap(uintptr_t* start, uintptr_t* end) {
    *start = (uintptr_t)_end;
    *end = stacks_bottom(TETRA_CONFIG->ram_bytes, TETRA_CONFIG->harts);
}
