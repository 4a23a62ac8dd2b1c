// The inside of the printf family: a format is read piece by piece (format.c), each piece goes to a Sink.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

// Where the characters go. Counts all of them, those without room too.
typedef struct Sink {
    char *at, *end;                        // room for characters
    void (*make_room)(struct Sink* sink);  // called when there is none; NULL: what does not fit is dropped
    void* context;
    size_t total;
} Sink;

void __sink_write(Sink* sink, const char* bytes, size_t count);
void __sink_repeat(Sink* sink, char byte, int count);  // nothing if count is not positive

typedef struct {
    unsigned left : 1, plus : 1, space : 1, alternative : 1, zero : 1;
    int width;
    int precision;  // negative: not given
    char conversion;
} FormatSpec;

static inline int format_is_upper(const FormatSpec* spec) { return !(spec->conversion & 32); }

// The sign's character for a number, or 0.
static inline char format_sign(const FormatSpec* spec, int negative) {
    return negative ? '-' : spec->plus ? '+' : spec->space ? ' ' : 0;
}

// Writes a number's parts: blanks, prefix (sign, 0x), zeros. The caller writes `length` characters next and then calls
// __format_close. `pad_with_zeros`: the width is filled behind the prefix.
int __format_open(Sink* sink, const FormatSpec* spec, const char* prefix, int length, int pad_with_zeros);
void __format_close(Sink* sink, const FormatSpec* spec, int written);

void __format_text(Sink* sink, const FormatSpec* spec, const char* text, size_t length);
void __format_integer(Sink* sink, const FormatSpec* spec, uint64_t magnitude, int negative);

// A real number taken apart: significand · 2^exponent, the significand a whole number of up to 113 bits.
enum { REAL_ZERO, REAL_FINITE, REAL_INFINITE, REAL_NAN };
typedef struct {
    int kind;
    int negative;
    int exponent;
    int fraction_bits;  // of the type: 52 or 112
    uint64_t high, low;
} FormatReal;

FormatReal __format_take_double(double value);
FormatReal __format_take_long_double(const long double* value);
void __format_real(Sink* sink, const FormatSpec* spec, const FormatReal* real);
void __format_hex_real(Sink* sink, const FormatSpec* spec, const FormatReal* real);

// Returns the number of characters, or -1 if they are more than an int can tell.
int __format(Sink* sink, const char* format, va_list arguments);
