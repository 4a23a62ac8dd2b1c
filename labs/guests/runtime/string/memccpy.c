#include <string.h>

void* memccpy(void* restrict to, const void* restrict from, int stop, size_t count) {
    unsigned char* target = to;
    const unsigned char* source = from;
    while (count--)
        if ((*target++ = *source++) == (unsigned char)stop) return target;
    return NULL;
}
