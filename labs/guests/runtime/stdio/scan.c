#include "scan.h"

#include "../string/byte_set.h"

#include <ctype.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The longest number that is looked at; digits beyond it are left in the input.
enum { NUMBER_MAX = 1100 };

typedef struct {
    int suppress;
    int width;    // INT_MAX if not given
    char length;  // 'H' for hh, 'h', 'l', 'q' for ll, 'L', or 0
    char conversion;
} ScanSpec;

static int next(ScanSource* source) {
    const int c = source->next(source);
    source->taken += c != EOF;
    return c;
}

static void back(ScanSource* source, int c) {
    if (c == EOF) return;
    source->back(source, c);
    source->taken--;
}

// Gives the first character that is no blank.
static int skip_blanks(ScanSource* source) {
    int c;
    do c = next(source);
    while (isspace(c));
    return c;
}

static const char* read_spec(const char* at, ScanSpec* spec) {
    *spec = (ScanSpec){0, INT_MAX, 0, 0};
    if (*at == '*') {
        spec->suppress = 1;
        at++;
    }
    if (isdigit((unsigned char)*at)) {
        char* end;
        spec->width = (int)strtol(at, &end, 10);
        at = end;
    }
    switch (*at) {
    case 'h':
    case 'l':
        spec->length = *at++;
        if (*at == spec->length) {
            spec->length = spec->length == 'h' ? 'H' : 'q';
            at++;
        }
        break;
    case 'j':
        spec->length = 'q';
        at++;
        break;
    case 'z':
    case 't':
        spec->length = sizeof(size_t) == sizeof(long) ? 'l' : 0;
        at++;
        break;
    case 'L':
        spec->length = 'L';
        at++;
        break;
    default: break;
    }
    spec->conversion = *at;
    return *at ? at + 1 : at;
}

static void store_integer(void* to, char length, unsigned long long value) {
    switch (length) {
    case 'H': *(unsigned char*)to = (unsigned char)value; break;
    case 'h': *(unsigned short*)to = (unsigned short)value; break;
    case 'l': *(unsigned long*)to = (unsigned long)value; break;
    case 'q': *(unsigned long long*)to = value; break;
    default: *(unsigned*)to = (unsigned)value; break;
    }
}

// The conversions return 1 for a match, 0 for none, EOF if the input ended before it.

static int scan_integer(ScanSource* source, const ScanSpec* spec, void* to) {
    char text[NUMBER_MAX + 1];
    int base = 10, length = 0, digits = 0;
    int left = spec->width < NUMBER_MAX ? spec->width : NUMBER_MAX;
    switch (spec->conversion) {
    case 'i': base = 0; break;
    case 'o': base = 8; break;
    case 'x':
    case 'X':
    case 'p': base = 16; break;
    default: break;
    }
    int c = skip_blanks(source);
    if (c == EOF) return EOF;
    if ((c == '+' || c == '-') && left > 0) {
        text[length++] = (char)c;
        left--;
        c = left > 0 ? next(source) : c;
    }
    if (c == '0' && left > 0 && (base == 0 || base == 16)) {
        text[length++] = (char)c;
        digits++;
        left--;
        c = left > 0 ? next(source) : c;
        if (left > 0 && (c | 32) == 'x') {
            base = 16;
            left--;
            c = left > 0 ? next(source) : c;
        } else if (base == 0) {
            base = 8;
        }
    }
    if (base == 0) base = 10;
    while (left > 0 && (base == 16 ? isxdigit(c) : c >= '0' && c < '0' + base)) {
        text[length++] = (char)c;
        digits++;
        left--;
        c = left > 0 ? next(source) : c;
    }
    if (left > 0) back(source, c);
    if (digits == 0) return 0;
    text[length] = '\0';
    if (!to) return 1;
    const int is_signed = spec->conversion == 'd' || spec->conversion == 'i';
    unsigned long long value;
    if (spec->length == 'q')
        value = is_signed ? (unsigned long long)strtoll(text, NULL, base) : strtoull(text, NULL, base);
    else
        value = is_signed ? (unsigned long long)strtol(text, NULL, base) : strtoul(text, NULL, base);
    store_integer(to, spec->length, value);
    return 1;
}

// Takes characters as long as they can begin a number: one state per part of it.
static int scan_real(ScanSource* source, const ScanSpec* spec, void* to) {
    char text[NUMBER_MAX + 1];
    int length = 0, digits = 0, hex = 0, mantissa = 0;
    enum { SIGN, DIGITS, FRACTION, POWER_SIGN, POWER, POWER_DIGITS, WORD } state = SIGN;
    const int most = spec->width < NUMBER_MAX ? spec->width : NUMBER_MAX;
    int c = skip_blanks(source);
    if (c == EOF) return EOF;
    while (length < most) {
        int fits = 0;
        const int is_digit = hex ? isxdigit(c) : isdigit(c);
        if (state == WORD) {  // inf, infinity, nan
            const char* word = (text[strspn(text, "+-")] | 32) == 'i' ? "infinity" : "nan";
            const int at = length - (int)strspn(text, "+-");
            fits = at < (int)strlen(word) && (c | 32) == word[at];
        } else if (state == SIGN && (c == '+' || c == '-')) {
            fits = length == 0;
        } else if (state == SIGN && ((c | 32) == 'i' || (c | 32) == 'n')) {
            fits = 1;
            state = WORD;
        } else if (state <= FRACTION && is_digit) {
            fits = 1;
            digits++;
            if (state == SIGN) state = DIGITS;
        } else if (state <= DIGITS && c == '.') {
            fits = 1;
            state = FRACTION;
        } else if (state == DIGITS && (c | 32) == 'x' && !hex && text[length - 1] == '0' && digits == 1) {
            fits = hex = 1;
        } else if ((state == DIGITS || state == FRACTION) && (c | 32) == (hex ? 'p' : 'e')) {
            fits = 1;
            state = POWER_SIGN;
            mantissa = length;
        } else if (state == POWER_SIGN && (c == '+' || c == '-')) {
            fits = 1;
            state = POWER;
        } else if (state >= POWER_SIGN && isdigit(c)) {
            fits = 1;
            state = POWER_DIGITS;
        }
        if (!fits) break;
        text[length++] = (char)c;
        text[length] = '\0';
        c = length < most ? next(source) : c;
    }
    if (length < most) back(source, c);
    if (state == POWER_SIGN || state == POWER) length = mantissa;  // "1e+" counts as 1, as on Linux
    text[length] = '\0';

    char* end;
    if (spec->length == 'L') {
        const long double value = strtold(text, &end);
        if (to && end == text + length && length) *(long double*)to = value;
    } else if (spec->length == 'l') {
        const double value = strtod(text, &end);
        if (to && end == text + length && length) *(double*)to = value;
    } else {
        const float value = strtof(text, &end);
        if (to && end == text + length && length) *(float*)to = value;
    }
    return length && end == text + length;
}

static int scan_chars(ScanSource* source, const ScanSpec* spec, char* to) {
    const int count = spec->width == INT_MAX ? 1 : spec->width;
    for (int i = 0; i < count; i++) {
        const int c = next(source);
        if (c == EOF) return i ? 0 : EOF;
        if (to) to[i] = (char)c;
    }
    return 1;
}

// %s and %[: characters of the set, at least one.
static int scan_set(ScanSource* source, const ScanSpec* spec, const ByteSet* set, char* to) {
    int length = 0;
    int c = EOF;
    while (length < spec->width) {
        c = next(source);
        if (c == EOF || !byte_set_has(set, (unsigned char)c)) {
            back(source, c);
            break;
        }
        if (to) to[length] = (char)c;
        length++;
    }
    if (length == 0) return c == EOF ? EOF : 0;
    if (to) to[length] = '\0';
    return 1;
}

static void invert(ByteSet* set) {
    for (int i = 0; i < 8; i++) set->bits[i] = ~set->bits[i];
}

// [a-z], []x], [^0-9]; returns what is behind the closing bracket.
static const char* read_set(const char* at, ByteSet* set) {
    memset(set, 0, sizeof *set);
    const int inverted = *at == '^';
    at += inverted;
    const char* first = at;
    for (; *at && (*at != ']' || at == first); at++) {
        if (*at == '-' && at > first && at[1] && at[1] != ']') {
            for (unsigned c = (unsigned char)at[-1]; c < (unsigned char)at[1]; c++)
                byte_set_add(set, (unsigned char)c);
        } else {
            byte_set_add(set, (unsigned char)*at);
        }
    }
    if (inverted) invert(set);
    return *at ? at + 1 : at;
}

static int scan_string(ScanSource* source, const ScanSpec* spec, char* to) {
    ByteSet graphic = byte_set_of(" \t\n\v\f\r");
    invert(&graphic);
    back(source, skip_blanks(source));
    return scan_set(source, spec, &graphic, to);
}

int __scan(ScanSource* source, const char* format, va_list arguments) {
    int converted = 0;
    while (*format) {
        if (isspace((unsigned char)*format)) {
            format++;
            back(source, skip_blanks(source));
            continue;
        }
        if (*format != '%' || format[1] == '%') {
            const int skips = *format == '%';
            const int c = skips ? skip_blanks(source) : next(source);
            if (c != (unsigned char)*format) {
                back(source, c);
                return c == EOF && converted == 0 ? EOF : converted;
            }
            format += 1 + skips;
            continue;
        }
        ScanSpec spec;
        ByteSet set;
        format = read_spec(format + 1, &spec);
        if (spec.conversion == '[') format = read_set(format, &set);
        void* to = spec.suppress ? NULL : va_arg(arguments, void*);
        int matched;
        switch (spec.conversion) {
        case 'd':
        case 'i':
        case 'u':
        case 'o':
        case 'x':
        case 'X': matched = scan_integer(source, &spec, to); break;
        case 'p':
            spec.length = sizeof(void*) == sizeof(long) ? 'l' : 0;
            matched = scan_integer(source, &spec, to);
            break;
        case 'a':
        case 'A':
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G': matched = scan_real(source, &spec, to); break;
        case 'c': matched = scan_chars(source, &spec, to); break;
        case 's': matched = scan_string(source, &spec, to); break;
        case '[': matched = scan_set(source, &spec, &set, to); break;
        case 'n':
            if (to) store_integer(to, spec.length, (unsigned)source->taken);
            continue;
        default: return converted;  // a conversion that does not exist
        }
        if (matched != 1) return matched == EOF && converted == 0 ? EOF : converted;
        converted += !spec.suppress;
    }
    return converted;
}
