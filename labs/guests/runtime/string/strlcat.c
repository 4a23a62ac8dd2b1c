#include <string.h>

size_t strlcat(char* restrict to, const char* restrict from, size_t size) {
    const size_t length = strnlen(to, size);
    return length + strlcpy(to + length, from, size - length);
}
