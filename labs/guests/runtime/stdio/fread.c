#include <stdio.h>

size_t fread(void* restrict items, size_t size, size_t count, FILE* restrict stream) {
    unsigned char* to = items;
    for (size_t item = 0; item < count; item++)
        for (size_t i = 0; i < size; i++) {
            const int c = fgetc(stream);
            if (c == EOF) return item;
            *to++ = (unsigned char)c;
        }
    return size ? count : 0;
}
