#include <stdio.h>

int scanf(const char* restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vfscanf(stdin, format, arguments);
    va_end(arguments);
    return count;
}
