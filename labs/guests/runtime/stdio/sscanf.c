#include <stdio.h>

int sscanf(const char* restrict text, const char* restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vsscanf(text, format, arguments);
    va_end(arguments);
    return count;
}
