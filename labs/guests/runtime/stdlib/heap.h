// The heap is one row of blocks, each beginning with a header that knows the size of the block before it, so that a
// freed block joins its free neighbours at once. Free blocks hang in bins by size: bin i holds sizes of
// [16·2^i, 16·2^(i+1)).
//
//     header: size of previous block | own size, bit 0 = in use | memory, aligned to 16 …
//
// All functions but heap_lock expect the lock to be held.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { HEAP_UNIT = 16, HEAP_HEADER = 2 * sizeof(size_t), HEAP_BINS = 28 };

typedef struct HeapBlock {
    size_t previous_size;
    size_t size_and_use;
    // Only while the block is free:
    struct HeapBlock *next, **link;
} HeapBlock;

// The smallest block: a free one holds its links.
#define HEAP_LEAST ((sizeof(HeapBlock) + HEAP_UNIT - 1) & ~(size_t)(HEAP_UNIT - 1))

static inline size_t heap_size(const HeapBlock* block) { return block->size_and_use & ~(size_t)1; }
static inline int heap_in_use(const HeapBlock* block) { return block->size_and_use & 1; }
static inline HeapBlock* heap_after(HeapBlock* block) {
    return (HeapBlock*)((char*)block + heap_size(block));
}
static inline HeapBlock* heap_before(HeapBlock* block) {
    return (HeapBlock*)((char*)block - block->previous_size);
}
static inline void* heap_memory(HeapBlock* block) { return (char*)block + HEAP_HEADER; }
static inline size_t heap_capacity(const HeapBlock* block) { return heap_size(block) - HEAP_HEADER; }

void __heap_lock(void);
void __heap_unlock(void);

// The block of a pointer that malloc gave; a pointer that it did not give ends the program with a sentence.
HeapBlock* __heap_block_of(void* memory, const char* caller);
// A block with room for that many bytes, in use, or NULL.
HeapBlock* __heap_take(size_t bytes);
// Frees a block, joining it with its free neighbours.
void __heap_release(HeapBlock* block);
// Makes a block in use shorter or longer in place; false if there is no room behind it.
int __heap_resize(HeapBlock* block, size_t bytes);
// Cuts a block in use at an offset (a multiple of 16, room enough on both sides): returns the second part, in use too.
HeapBlock* __heap_cut(HeapBlock* block, size_t offset);
