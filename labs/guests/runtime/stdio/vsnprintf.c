#include "format.h"

#include <stdio.h>

int vsnprintf(char* restrict text, size_t size, const char* restrict format, va_list arguments) {
    // A size that reaches beyond the address space means "enough", as vsprintf asks for.
    const size_t reach = (size_t)-1 - (size_t)(uintptr_t)text;
    const size_t room = size == 0 ? 0 : (size - 1 < reach ? size - 1 : reach);
    Sink sink = {text, text + room, NULL, NULL, 0};
    const int count = __format(&sink, format, arguments);
    if (size) *sink.at = '\0';
    return count;
}
