#include <stdint.h>
#include <stdio.h>

int vsprintf(char* restrict text, const char* restrict format, va_list arguments) {
    return vsnprintf(text, SIZE_MAX, format, arguments);
}
