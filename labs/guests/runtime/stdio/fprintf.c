#include <stdio.h>

int fprintf(FILE* restrict stream, const char* restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vfprintf(stream, format, arguments);
    va_end(arguments);
    return count;
}
