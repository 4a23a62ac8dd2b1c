#include <ctype.h>
#include <stdint.h>
#include <string.h>

int strcasecmp(const char* a, const char* b) { return strncasecmp(a, b, SIZE_MAX); }

int strncasecmp(const char* a, const char* b, size_t count) {
    for (; count; a++, b++, count--) {
        const int left = tolower((unsigned char)*a), right = tolower((unsigned char)*b);
        if (left != right || !left) return left - right;
    }
    return 0;
}
