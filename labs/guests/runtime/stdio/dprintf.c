#include <stdio.h>

int dprintf(int descriptor, const char* restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vfprintf(descriptor == 2 ? stderr : stdout, format, arguments);
    va_end(arguments);
    return count;
}
