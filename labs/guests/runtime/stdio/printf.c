#include <stdio.h>

int printf(const char* restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vfprintf(stdout, format, arguments);
    va_end(arguments);
    return count;
}
