// The console and the power switch: two ports.

#include <stdarg.h>

#include "kernel.h"

void print_text(const char* text, uint32_t length) {
    for (; length; text++, length--) tetra_out(TETRA_CONSOLE_DATA, (unsigned char)*text);
}

static void print_number(uint32_t value, uint32_t base, unsigned least_digits) {
    char digits[10];
    unsigned at = sizeof digits;
    do {
        digits[--at] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value || sizeof digits - at < least_digits);
    print_text(digits + at, sizeof digits - at);
}

void print(const char* format, ...) {
    va_list values;
    va_start(values, format);
    for (; *format; format++) {
        if (*format != '%') {
            print_text(format, 1);
            continue;
        }
        switch (*++format) {
        case 's':
            for (const char* text = va_arg(values, const char*); *text; text++) print_text(text, 1);
            break;
        case 'u': print_number(va_arg(values, uint32_t), 10, 1); break;
        case 'x': print_number(va_arg(values, uint32_t), 16, 8); break;
        }
    }
    va_end(values);
}

void power_off(uint32_t exit_code) {
    for (;;) tetra_out(TETRA_POWER, exit_code);
}
