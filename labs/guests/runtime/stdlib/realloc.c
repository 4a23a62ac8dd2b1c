#include "heap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void* realloc(void* memory, size_t size) {
    if (!memory) return malloc(size);
    if (size == 0) {
        free(memory);
        return NULL;
    }
    __heap_lock();
    HeapBlock* block = __heap_block_of(memory, "realloc");
    const size_t capacity = heap_capacity(block);
    const int resized = __heap_resize(block, size);
    __heap_unlock();
    if (resized) return memory;
    void* moved = malloc(size);  // larger than before: a smaller size always fits in place
    if (moved) {
        memcpy(moved, memory, capacity);
        free(memory);
    }
    return moved;
}

void* reallocarray(void* memory, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(memory, bytes);
}
