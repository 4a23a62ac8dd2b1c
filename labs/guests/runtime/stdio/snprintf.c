#include <stdio.h>

int snprintf(char* restrict text, size_t size, const char* restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vsnprintf(text, size, format, arguments);
    va_end(arguments);
    return count;
}
