#include <stdint.h>
#include <string.h>

typedef uint32_t Word __attribute__((may_alias));

int memcmp(const void* a, const void* b, size_t count) {
    const unsigned char *left = a, *right = b;
    if ((((uintptr_t)left | (uintptr_t)right) & 3) == 0)
        for (; count >= 4 && *(const Word*)left == *(const Word*)right; count -= 4, left += 4, right += 4)
            ;
    for (; count--; left++, right++)
        if (*left != *right) return *left - *right;
    return 0;
}
