#include <stdint.h>
#include <string.h>

// Upwards, as memcpy, unless the target begins inside the source: then downwards from the end.
void* memmove(void* to, const void* from, size_t count) {
    unsigned char* target = to;
    const unsigned char* source = from;
    if ((uintptr_t)target - (uintptr_t)source >= count) return memcpy(to, from, count);
    target += count;
    source += count;
    if ((((uintptr_t)target ^ (uintptr_t)source) & 3) == 0) {
        for (; count && ((uintptr_t)target & 3); count--) *--target = *--source;
        for (; count >= 4; count -= 4) {
            typedef uint32_t Word __attribute__((may_alias));
            target -= 4;
            source -= 4;
            *(Word*)target = *(const Word*)source;
        }
    }
    while (count--) *--target = *--source;
    return to;
}
