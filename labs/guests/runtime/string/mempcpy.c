#include <string.h>

void* mempcpy(void* restrict to, const void* restrict from, size_t count) {
    return (char*)memcpy(to, from, count) + count;
}
