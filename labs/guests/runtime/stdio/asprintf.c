#include <stdio.h>

int asprintf(char** restrict text, const char* restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vasprintf(text, format, arguments);
    va_end(arguments);
    return count;
}
