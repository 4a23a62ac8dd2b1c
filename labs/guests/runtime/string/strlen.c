#include <stdint.h>
#include <string.h>

typedef uint32_t Word __attribute__((may_alias));

// A whole word is read where it is aligned: it may go up to three bytes past the end, never into another page.
size_t strlen(const char* text) {
    const char* at = text;
    for (; (uintptr_t)at & 3; at++)
        if (!*at) return (size_t)(at - text);
    // A byte is zero iff the subtraction borrows into its top bit and that bit was not set before.
    for (;; at += 4) {
        const Word word = *(const Word*)at;
        if ((word - 0x01010101u) & ~word & 0x80808080u) break;
    }
    while (*at) at++;
    return (size_t)(at - text);
}
