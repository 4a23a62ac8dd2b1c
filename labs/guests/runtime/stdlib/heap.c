#include "heap.h"

#include "../platform/platform.h"

#include <stdio.h>
#include <stdlib.h>

static struct {
    int lock;
    int ready;
    HeapBlock* first;
    HeapBlock* end;   // a header without memory, always in use
    uint32_t filled;  // bit i: bin i is not empty
    HeapBlock* bins[HEAP_BINS];
} heap;

// A spin lock, for programs on several harts. An interrupt handler must not allocate.
void __heap_lock(void) {
    while (__atomic_exchange_n(&heap.lock, 1, __ATOMIC_ACQUIRE))
        ;
}

void __heap_unlock(void) { __atomic_store_n(&heap.lock, 0, __ATOMIC_RELEASE); }

static unsigned bin_of(size_t size) {
    unsigned bin = 0;
    for (size_t units = size / HEAP_UNIT; units > 1 && bin < HEAP_BINS - 1; units >>= 1) bin++;
    return bin;
}

static void hang(HeapBlock* block) {
    const unsigned bin = bin_of(heap_size(block));
    block->next = heap.bins[bin];
    block->link = &heap.bins[bin];
    if (block->next) block->next->link = &block->next;
    heap.bins[bin] = block;
    heap.filled |= 1u << bin;
}

static void unhang(HeapBlock* block) {
    *block->link = block->next;
    if (block->next) block->next->link = block->link;
    const unsigned bin = bin_of(heap_size(block));
    if (!heap.bins[bin]) heap.filled &= ~(1u << bin);
}

static void set(HeapBlock* block, size_t size, int in_use) {
    block->size_and_use = size | (size_t)in_use;
    heap_after(block)->previous_size = size;
}

static void prepare(void) {
    uintptr_t start, end;
    __platform_heap(&start, &end);
    // The memory behind each header is aligned to 16.
    start = ((start + HEAP_HEADER + HEAP_UNIT - 1) & ~(uintptr_t)(HEAP_UNIT - 1)) - HEAP_HEADER;
    end = ((end - HEAP_HEADER) & ~(uintptr_t)(HEAP_UNIT - 1)) - HEAP_HEADER;
    heap.ready = 1;
    if (end <= start || end - start < HEAP_UNIT) return;
    heap.first = (HeapBlock*)start;
    heap.end = (HeapBlock*)end;
    heap.first->previous_size = 0;
    set(heap.first, end - start, 0);
    heap.end->size_and_use = 1;
    hang(heap.first);
}

static HeapBlock* find(size_t size) {
    const unsigned bin = bin_of(size);
    for (HeapBlock* block = heap.bins[bin]; block; block = block->next)
        if (heap_size(block) >= size) return block;
    // Any block of a larger bin will do.
    for (unsigned larger = bin + 1; larger < HEAP_BINS; larger++)
        if (heap.filled >> larger & 1) return heap.bins[larger];
    return NULL;
}

static size_t size_for(size_t bytes) {
    const size_t size = (bytes + HEAP_HEADER + HEAP_UNIT - 1) & ~(size_t)(HEAP_UNIT - 1);
    return size < HEAP_LEAST ? HEAP_LEAST : size;
}

HeapBlock* __heap_cut(HeapBlock* block, size_t offset) {
    const size_t rest = heap_size(block) - offset;
    set(block, offset, 1);
    HeapBlock* second = heap_after(block);
    set(second, rest, 1);
    return second;
}

static void trim(HeapBlock* block, size_t size) {
    if (heap_size(block) - size >= HEAP_LEAST) __heap_release(__heap_cut(block, size));
}

HeapBlock* __heap_take(size_t bytes) {
    if (!heap.ready) prepare();
    if (bytes > PTRDIFF_MAX) return NULL;
    const size_t size = size_for(bytes);
    HeapBlock* block = find(size);
    if (!block) return NULL;
    unhang(block);
    set(block, heap_size(block), 1);
    trim(block, size);
    return block;
}

void __heap_release(HeapBlock* block) {
    size_t size = heap_size(block);
    HeapBlock* after = heap_after(block);
    if (!heap_in_use(after)) {
        unhang(after);
        size += heap_size(after);
    }
    if (block != heap.first && !heap_in_use(heap_before(block))) {
        block = heap_before(block);
        unhang(block);
        size += heap_size(block);
    }
    set(block, size, 0);
    hang(block);
}

int __heap_resize(HeapBlock* block, size_t bytes) {
    if (bytes > PTRDIFF_MAX) return 0;
    const size_t size = size_for(bytes);
    HeapBlock* after = heap_after(block);
    if (heap_size(block) < size) {
        if (heap_in_use(after) || heap_size(block) + heap_size(after) < size) return 0;
        unhang(after);
        set(block, heap_size(block) + heap_size(after), 1);
    }
    trim(block, size);
    return 1;
}

HeapBlock* __heap_block_of(void* memory, const char* caller) {
    HeapBlock* block = (HeapBlock*)((char*)memory - HEAP_HEADER);
    if ((uintptr_t)memory % HEAP_UNIT == 0 && block >= heap.first && block < heap.end && heap_in_use(block) &&
        heap_after(block) <= heap.end && heap_after(block)->previous_size == heap_size(block))
        return block;
    __heap_unlock();
    fprintf(stderr,
            "%s(): %p is no block that malloc gave, or the memory before or behind it was overwritten\n",
            caller, memory);
    abort();
}
