#include "heap.h"

#include <stdlib.h>

void free(void* memory) {
    if (!memory) return;
    __heap_lock();
    __heap_release(__heap_block_of(memory, "free"));
    __heap_unlock();
}
