#include <string.h>

void explicit_bzero(void* memory, size_t count) {
    memset(memory, 0, count);
    __asm__ volatile("" : : "r"(memory) : "memory");  // not to be optimized away
}
