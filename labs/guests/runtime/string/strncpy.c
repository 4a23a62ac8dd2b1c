#include <string.h>

char* strncpy(char* restrict to, const char* restrict from, size_t count) {
    stpncpy(to, from, count);
    return to;
}
