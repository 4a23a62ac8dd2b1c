#include <stdio.h>

int sprintf(char* restrict text, const char* restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vsprintf(text, format, arguments);
    va_end(arguments);
    return count;
}
