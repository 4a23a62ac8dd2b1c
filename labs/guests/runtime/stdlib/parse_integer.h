#pragma once

typedef struct {
    unsigned long long magnitude;
    int negative;
    int overflow;  // the magnitude was cut to the limit
} ParsedInteger;

// Reads blanks, a sign, and digits of the base (0: as C writes numbers). The magnitude is at most limit, or
// limit_negative after a minus sign; what is larger sets errno to ERANGE. No digits: *end is text itself.
ParsedInteger __parse_integer(const char* text, char** end, int base, unsigned long long limit,
                              unsigned long long limit_negative);
