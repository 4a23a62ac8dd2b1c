#pragma once

#include <stdint.h>

enum { PARSED_ZERO, PARSED_TINY, PARSED_FINITE, PARSED_HUGE, PARSED_INFINITE, PARSED_NAN };

// A finite number is (high:low / 2^(bits-1)) · 2^power with the leading one at bit bits-1: the exact value cut to that
// many bits, with bit 0 set if anything was cut off.
typedef struct {
    int kind;
    int negative;
    int power;
    uint64_t high, low;
} ParsedReal;

// What a type asks for: how many bits of significand (63 or 127 at most), and the decimal exponents and the number of
// decimal digits beyond which the result is known without looking.
typedef struct {
    int bits;
    int exponent_max, exponent_min;
    int digits_max;  // a number half way between two neighbours has at most so many; further ones only break the tie
} RealLimits;

// Reads what strtod reads. No number: *end is text itself.
ParsedReal __parse_real(const char* text, char** end, const RealLimits* limits);
