#include "format.h"

#include <limits.h>
#include <string.h>

typedef enum {
    LENGTH_CHAR,
    LENGTH_SHORT,
    LENGTH_INT,
    LENGTH_LONG,
    LENGTH_LONG_LONG,
    LENGTH_LONG_DOUBLE
} Length;

// A va_list passed on by address keeps its place.
typedef struct {
    va_list list;
} Arguments;

static const char* read_number(const char* at, int* number) {
    int value = 0;
    for (; *at >= '0' && *at <= '9'; at++)
        value = value > (INT_MAX - 9) / 10 ? INT_MAX : value * 10 + (*at - '0');
    *number = value;
    return at;
}

static const char* read_flags(const char* at, FormatSpec* spec) {
    for (;; at++) {
        switch (*at) {
        case '-': spec->left = 1; break;
        case '+': spec->plus = 1; break;
        case ' ': spec->space = 1; break;
        case '#': spec->alternative = 1; break;
        case '0': spec->zero = 1; break;
        case '\'': break;  // the "C" locale groups nothing
        default: return at;
        }
    }
}

static const char* read_length(const char* at, Length* length) {
    *length = LENGTH_INT;
    switch (*at) {
    case 'h': *length = at[1] == 'h' ? LENGTH_CHAR : LENGTH_SHORT; return at + (at[1] == 'h' ? 2 : 1);
    case 'l': *length = at[1] == 'l' ? LENGTH_LONG_LONG : LENGTH_LONG; return at + (at[1] == 'l' ? 2 : 1);
    case 'q':
    case 'j': *length = LENGTH_LONG_LONG; return at + 1;
    case 'z':
    case 't': *length = sizeof(size_t) == sizeof(long) ? LENGTH_LONG : LENGTH_INT; return at + 1;
    case 'L': *length = LENGTH_LONG_DOUBLE; return at + 1;
    default: return at;
    }
}

static const char* read_spec(const char* at, FormatSpec* spec, Length* length, Arguments* arguments) {
    memset(spec, 0, sizeof *spec);
    spec->precision = -1;
    at = read_flags(at, spec);
    if (*at == '*') {
        at++;
        spec->width = va_arg(arguments->list, int);
        if (spec->width < 0) {
            spec->left = 1;
            spec->width = spec->width == INT_MIN ? INT_MAX : -spec->width;
        }
    } else {
        at = read_number(at, &spec->width);
    }
    if (*at == '.') {
        at++;
        if (*at == '*') {
            at++;
            spec->precision = va_arg(arguments->list, int);
        } else {
            at = read_number(at, &spec->precision);
        }
    }
    at = read_length(at, length);
    spec->conversion = *at;
    return *at ? at + 1 : at;
}

static void put_signed(Sink* sink, const FormatSpec* spec, Length length, Arguments* arguments) {
    long long value;
    switch (length) {
    case LENGTH_CHAR: value = (signed char)va_arg(arguments->list, int); break;
    case LENGTH_SHORT: value = (short)va_arg(arguments->list, int); break;
    case LENGTH_INT: value = va_arg(arguments->list, int); break;
    case LENGTH_LONG: value = va_arg(arguments->list, long); break;
    default: value = va_arg(arguments->list, long long); break;
    }
    __format_integer(sink, spec, value < 0 ? -(unsigned long long)value : (unsigned long long)value,
                     value < 0);
}

static void put_unsigned(Sink* sink, const FormatSpec* spec, Length length, Arguments* arguments) {
    unsigned long long value;
    switch (length) {
    case LENGTH_CHAR: value = (unsigned char)va_arg(arguments->list, unsigned); break;
    case LENGTH_SHORT: value = (unsigned short)va_arg(arguments->list, unsigned); break;
    case LENGTH_INT: value = va_arg(arguments->list, unsigned); break;
    case LENGTH_LONG: value = va_arg(arguments->list, unsigned long); break;
    default: value = va_arg(arguments->list, unsigned long long); break;
    }
    __format_integer(sink, spec, value, 0);
}

static void put_real(Sink* sink, const FormatSpec* spec, Length length, Arguments* arguments) {
    FormatReal real;
    if (length == LENGTH_LONG_DOUBLE) {
        const long double value = va_arg(arguments->list, long double);
        real = __format_take_long_double(&value);
    } else {
        real = __format_take_double(va_arg(arguments->list, double));
    }
    if ((spec->conversion | 32) == 'a')
        __format_hex_real(sink, spec, &real);
    else
        __format_real(sink, spec, &real);
}

static void put_string(Sink* sink, const FormatSpec* spec, const char* text) {
    if (!text) text = spec->precision >= 0 && spec->precision < 6 ? "" : "(null)";
    __format_text(sink, spec, text,
                  spec->precision < 0 ? strlen(text) : strnlen(text, (size_t)spec->precision));
}

static void put_pointer(Sink* sink, const FormatSpec* spec, const void* pointer) {
    if (pointer)
        __format_integer(sink, spec, (uintptr_t)pointer, 0);
    else
        __format_text(sink, spec, "(nil)", 5);
}

static void store_count(const Sink* sink, Length length, Arguments* arguments) {
    void* to = va_arg(arguments->list, void*);
    switch (length) {
    case LENGTH_CHAR: *(signed char*)to = (signed char)sink->total; break;
    case LENGTH_SHORT: *(short*)to = (short)sink->total; break;
    case LENGTH_INT: *(int*)to = (int)sink->total; break;
    case LENGTH_LONG: *(long*)to = (long)sink->total; break;
    default: *(long long*)to = (long long)sink->total; break;
    }
}

static void put(Sink* sink, const FormatSpec* spec, Length length, Arguments* arguments) {
    char c;
    switch (spec->conversion) {
    case 'd':
    case 'i': put_signed(sink, spec, length, arguments); break;
    case 'u':
    case 'o':
    case 'x':
    case 'X': put_unsigned(sink, spec, length, arguments); break;
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': put_real(sink, spec, length, arguments); break;
    case 'c':
        c = (char)va_arg(arguments->list, int);
        __format_text(sink, spec, &c, 1);
        break;
    case 's': put_string(sink, spec, va_arg(arguments->list, const char*)); break;
    case 'p': put_pointer(sink, spec, va_arg(arguments->list, const void*)); break;
    case 'n': store_count(sink, length, arguments); break;
    default:
        __sink_write(sink, &spec->conversion, spec->conversion != 0);
        break;  // '%', or a mistake made visible
    }
}

int __format(Sink* sink, const char* format, va_list list) {
    Arguments arguments;
    va_copy(arguments.list, list);
    while (*format) {
        const size_t plain = strcspn(format, "%");
        __sink_write(sink, format, plain);
        format += plain;
        if (!*format) break;
        FormatSpec spec;
        Length length;
        format = read_spec(format + 1, &spec, &length, &arguments);
        put(sink, &spec, length, &arguments);
    }
    va_end(arguments.list);
    return sink->total > INT_MAX ? -1 : (int)sink->total;
}
