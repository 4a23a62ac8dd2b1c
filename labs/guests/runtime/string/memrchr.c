#include <string.h>

void* memrchr(const void* memory, int byte, size_t count) {
    const unsigned char* bytes = memory;
    while (count--)
        if (bytes[count] == (unsigned char)byte) return (void*)(bytes + count);
    return NULL;
}
