#include "heap.h"

#include <errno.h>
#include <stdlib.h>

// Takes enough to have an aligned place inside, and gives back what lies before it. The alignment is a power of two.
void* aligned_alloc(size_t alignment, size_t size) {
    if (alignment <= HEAP_UNIT) return malloc(size);
    if (alignment > PTRDIFF_MAX || size > PTRDIFF_MAX - 2 * HEAP_LEAST - alignment) {
        errno = ENOMEM;
        return NULL;
    }
    __heap_lock();
    HeapBlock* block = __heap_take(size + alignment + HEAP_LEAST);
    if (block) {
        const uintptr_t memory = (uintptr_t)heap_memory(block);
        size_t gap = -memory & (alignment - 1);
        if (gap && gap < HEAP_LEAST) gap += alignment;
        if (gap) {
            HeapBlock* aligned = __heap_cut(block, gap);
            __heap_release(block);
            block = aligned;
        }
        __heap_resize(block, size);
    }
    __heap_unlock();
    if (block) return heap_memory(block);
    errno = ENOMEM;
    return NULL;
}

int posix_memalign(void** memory, size_t alignment, size_t size) {
    if (alignment < sizeof(void*) || (alignment & (alignment - 1))) return EINVAL;
    void* aligned = aligned_alloc(alignment, size);
    if (!aligned) return ENOMEM;
    *memory = aligned;
    return 0;
}
