#include <stdio.h>

int fscanf(FILE* restrict stream, const char* restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vfscanf(stream, format, arguments);
    va_end(arguments);
    return count;
}
