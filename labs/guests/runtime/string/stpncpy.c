#include <string.h>

// Fills what is left with zeros; returns the first of them, or the end.
char* stpncpy(char* restrict to, const char* restrict from, size_t count) {
    for (; count && *from; count--) *to++ = *from++;
    memset(to, 0, count);
    return to;
}
