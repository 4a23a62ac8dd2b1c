#include <string.h>

int strncmp(const char* a, const char* b, size_t count) {
    for (; count; a++, b++, count--)
        if (*a != *b || !*a) return (unsigned char)*a - (unsigned char)*b;
    return 0;
}
