#include <string.h>

char* strncat(char* restrict to, const char* restrict from, size_t count) {
    char* end = to + strlen(to);
    const size_t length = strnlen(from, count);
    memcpy(end, from, length);
    end[length] = '\0';
    return to;
}
