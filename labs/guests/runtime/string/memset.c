#include <stdint.h>
#include <string.h>

typedef uint32_t Word __attribute__((may_alias));

void* memset(void* memory, int byte, size_t count) {
    unsigned char* target = memory;
    for (; count && ((uintptr_t)target & 3); count--) *target++ = (unsigned char)byte;
    const Word word = (unsigned char)byte * 0x01010101u;
    for (; count >= 16; count -= 16, target += 16) {
        ((Word*)target)[0] = word;
        ((Word*)target)[1] = word;
        ((Word*)target)[2] = word;
        ((Word*)target)[3] = word;
    }
    for (; count >= 4; count -= 4, target += 4) *(Word*)target = word;
    while (count--) *target++ = (unsigned char)byte;
    return memory;
}
