#include <string.h>

void* memchr(const void* memory, int byte, size_t count) {
    const unsigned char* at = memory;
    for (; count--; at++)
        if (*at == (unsigned char)byte) return (void*)at;
    return NULL;
}
