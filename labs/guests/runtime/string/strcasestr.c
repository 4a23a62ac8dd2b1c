#include <string.h>

char* strcasestr(const char* haystack, const char* needle) {
    const size_t length = strlen(needle);
    for (;; haystack++) {
        if (strncasecmp(haystack, needle, length) == 0) return (char*)haystack;
        if (!*haystack) return NULL;
    }
}
