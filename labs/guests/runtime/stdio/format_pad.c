#include "format.h"

#include <string.h>

int __format_open(Sink* sink, const FormatSpec* spec, const char* prefix, int length, int pad_with_zeros) {
    const int prefix_length = (int)strlen(prefix);
    const int padding = spec->width - prefix_length - length;
    if (!spec->left && !pad_with_zeros) __sink_repeat(sink, ' ', padding);
    __sink_write(sink, prefix, (size_t)prefix_length);
    if (!spec->left && pad_with_zeros) __sink_repeat(sink, '0', padding);
    return prefix_length + length;
}

void __format_close(Sink* sink, const FormatSpec* spec, int written) {
    if (spec->left) __sink_repeat(sink, ' ', spec->width - written);
}

void __format_text(Sink* sink, const FormatSpec* spec, const char* text, size_t length) {
    const int written = __format_open(sink, spec, "", (int)length, 0);
    __sink_write(sink, text, length);
    __format_close(sink, spec, written);
}
