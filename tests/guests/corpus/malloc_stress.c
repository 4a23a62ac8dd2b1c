// malloc, realloc, calloc and free under load; every block keeps its pattern.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 128, ROUNDS = 8000 };
static struct {
    unsigned char* memory;
    size_t size;
    unsigned char pattern;
} slot[SLOTS];
static uint32_t state = 1;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}
static int intact(int i, size_t size) {
    for (size_t at = 0; at < size; at++)
        if (slot[i].memory[at] != slot[i].pattern) return 0;
    return 1;
}

int main(void) {
    unsigned allocated = 0, moved = 0, freed = 0, bad = 0;
    for (int round = 0; round < ROUNDS; round++) {
        const int i = (int)(next() % SLOTS);
        const size_t size = next() % 10 ? next() % 200 : next() % 20000;
        if (!slot[i].memory) {
            slot[i].memory = next() % 2 ? malloc(size) : calloc(1, size);
            if ((uintptr_t)slot[i].memory % 8) bad++;
            slot[i].size = size;
            allocated++;
        } else if (next() % 3 == 0) {
            const size_t kept = size < slot[i].size ? size : slot[i].size;
            unsigned char* larger = realloc(slot[i].memory, size + 1);
            if (!larger) return 1;
            slot[i].memory = larger;
            if (!intact(i, kept)) bad++;
            slot[i].size = size + 1;
            moved++;
        } else {
            if (!intact(i, slot[i].size)) bad++;
            free(slot[i].memory);
            slot[i].memory = NULL;
            freed++;
            continue;
        }
        slot[i].pattern = (unsigned char)next();
        memset(slot[i].memory, slot[i].pattern, slot[i].size);
    }
    for (int i = 0; i < SLOTS; i++) free(slot[i].memory);
    char* all = malloc(1 << 20);
    printf("%u allocated, %u resized, %u freed, %u bad, %s\n", allocated, moved, freed, bad, all ? "a megabyte is left" : "fragmented");
    free(all);
    free(NULL);
    volatile size_t too_large = (size_t)-1 / 2 - 100;
    void* aligned = aligned_alloc(256, 1024);
    printf("%d %d\n", aligned && (uintptr_t)aligned % 256 == 0, malloc(too_large) == NULL);
    return 0;
}
