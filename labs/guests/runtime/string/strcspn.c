#include "byte_set.h"

#include <string.h>

size_t strcspn(const char* text, const char* reject) {
    const ByteSet set = byte_set_of(reject);
    size_t length = 0;
    while (text[length] && !byte_set_has(&set, (unsigned char)text[length])) length++;
    return length;
}
