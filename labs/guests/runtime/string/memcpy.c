#include <stdint.h>
#include <string.h>

typedef uint32_t Word __attribute__((may_alias));

// Word by word when both pointers have the same alignment, four words a turn. The machine traps on a word that
// crosses its boundary, so the ends go byte by byte. No `restrict` here: memmove relies on loads and stores going
// upwards in turn.
void* memcpy(void* to, const void* from, size_t count) {
    unsigned char* target = to;
    const unsigned char* source = from;
    if ((((uintptr_t)target ^ (uintptr_t)source) & 3) == 0) {
        for (; count && ((uintptr_t)target & 3); count--) *target++ = *source++;
        for (; count >= 16; count -= 16, target += 16, source += 16) {
            const Word a = ((const Word*)source)[0], b = ((const Word*)source)[1];
            const Word c = ((const Word*)source)[2], d = ((const Word*)source)[3];
            ((Word*)target)[0] = a;
            ((Word*)target)[1] = b;
            ((Word*)target)[2] = c;
            ((Word*)target)[3] = d;
        }
        for (; count >= 4; count -= 4, target += 4, source += 4) *(Word*)target = *(const Word*)source;
    }
    while (count--) *target++ = *source++;
    return to;
}
