#include <string.h>

size_t strlcpy(char* restrict to, const char* restrict from, size_t size) {
    const size_t length = strlen(from);
    if (size) {
        const size_t copied = length < size ? length : size - 1;
        memcpy(to, from, copied);
        to[copied] = '\0';
    }
    return length;
}
