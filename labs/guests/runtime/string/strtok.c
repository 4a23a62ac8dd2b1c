#include <string.h>

char* strtok_r(char* restrict text, const char* restrict separators, char** restrict rest) {
    if (!text) text = *rest;
    if (!text) return NULL;
    text += strspn(text, separators);
    if (!*text) {
        *rest = NULL;
        return NULL;
    }
    *rest = text;
    return strsep(rest, separators);
}

char* strtok(char* restrict text, const char* restrict separators) {
    static char* rest;
    return strtok_r(text, separators, &rest);
}
