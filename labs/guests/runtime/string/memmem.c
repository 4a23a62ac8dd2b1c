#include <string.h>

void* memmem(const void* haystack, size_t haystack_size, const void* needle, size_t needle_size) {
    const char* at = haystack;
    for (; haystack_size >= needle_size; at++, haystack_size--)
        if (memcmp(at, needle, needle_size) == 0) return (void*)at;
    return NULL;
}
