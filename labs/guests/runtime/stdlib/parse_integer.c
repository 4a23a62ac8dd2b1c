#include "parse_integer.h"

#include <ctype.h>
#include <errno.h>

static int digit_of(char c) {
    if (isdigit((unsigned char)c)) return c - '0';
    return isalpha((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10 : 99;
}

ParsedInteger __parse_integer(const char* text, char** end, int base, unsigned long long limit,
                              unsigned long long limit_negative) {
    ParsedInteger parsed = {0, 0, 0};
    if (end) *end = (char*)text;
    if (base < 0 || base == 1 || base > 36) {
        errno = EINVAL;
        return parsed;
    }
    const char* at = text;
    while (isspace((unsigned char)*at)) at++;
    if (*at == '+' || *at == '-') parsed.negative = *at++ == '-';
    if ((base == 0 || base == 16) && at[0] == '0' && (at[1] | 32) == 'x' && digit_of(at[2]) < 16) {
        at += 2;
        base = 16;
    }
    if (base == 0) base = *at == '0' ? 8 : 10;
    if (parsed.negative) limit = limit_negative;

    for (int digit; (digit = digit_of(*at)) < base; at++) {
        if (end) *end = (char*)at + 1;
        // Below 2^26 nothing can overflow; so that short numbers need no 64-bit division.
        if (parsed.overflow ||
            (parsed.magnitude >> 26 && parsed.magnitude > (limit - (unsigned)digit) / (unsigned)base))
            parsed.overflow = 1;
        else
            parsed.magnitude = parsed.magnitude * (unsigned)base + (unsigned)digit;
    }
    if (parsed.overflow) {
        errno = ERANGE;
        parsed.magnitude = limit;
    }
    return parsed;
}
