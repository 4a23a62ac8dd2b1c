#include "byte_set.h"

#include <string.h>

size_t strspn(const char* text, const char* accept) {
    const ByteSet set = byte_set_of(accept);
    size_t length = 0;
    while (text[length] && byte_set_has(&set, (unsigned char)text[length])) length++;
    return length;
}
