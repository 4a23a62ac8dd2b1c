#include <string.h>

char* strsep(char** restrict rest, const char* restrict separators) {
    char* token = *rest;
    if (!token) return NULL;
    char* end = token + strcspn(token, separators);
    *rest = *end ? end + 1 : NULL;
    *end = '\0';
    return token;
}
