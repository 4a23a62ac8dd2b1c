#include "heap.h"

#include <errno.h>
#include <stdlib.h>

void* malloc(size_t size) {
    __heap_lock();
    HeapBlock* block = __heap_take(size);
    __heap_unlock();
    if (block) return heap_memory(block);
    errno = ENOMEM;
    return NULL;
}
