#include "parse_real.h"

#include "big_integer.h"

#include <ctype.h>
#include <limits.h>
#include <stddef.h>
#include <strings.h>

static int is_digit(char c) { return c >= '0' && c <= '9'; }

// An exponent behind e or p, if there is one; far too large ones stay far too large.
static const char* read_exponent(const char* at, char letter, int* exponent) {
    *exponent = 0;
    if ((*at | 32) != letter) return at;
    const char* sign = at + 1;
    const char* digits = sign + (*sign == '+' || *sign == '-');
    if (!is_digit(*digits)) return at;
    int value = 0;
    for (; is_digit(*digits); digits++)
        if (value < 1000000) value = value * 10 + (*digits - '0');
    *exponent = *sign == '-' ? -value : value;
    return digits;
}

static int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    return isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10 : -1;
}

// 0x1.8p3, from behind the 0x.
static const char* read_hex(const char* at, const RealLimits* limits, ParsedReal* parsed) {
    int power = 0, behind_point = 0;
    for (;; at++) {
        if (*at == '.' && !behind_point) {
            behind_point = 1;
            continue;
        }
        const int digit = hex_digit(*at);
        if (digit < 0) break;
        for (int bit = 3; bit >= 0; bit--) {
            const int full = limits->bits > 64 ? (parsed->high >> (limits->bits - 65) & 1) != 0
                                               : (parsed->low >> (limits->bits - 1) & 1) != 0;
            if (full) {
                parsed->low |= (unsigned)digit >> bit & 1;
                power++;
            } else {
                parsed->high = parsed->high << 1 | parsed->low >> 63;
                parsed->low = parsed->low << 1 | ((unsigned)digit >> bit & 1);
            }
            power -= behind_point;
        }
    }
    int exponent;
    at = read_exponent(at, 'p', &exponent);
    if ((parsed->high | parsed->low) == 0) return at;
    parsed->kind = PARSED_FINITE;
    parsed->power = power + exponent + limits->bits - 1;
    while (!(limits->bits > 64 ? parsed->high >> (limits->bits - 65) & 1
                               : parsed->low >> (limits->bits - 1) & 1)) {
        parsed->high = parsed->high << 1 | parsed->low >> 63;
        parsed->low <<= 1;
        parsed->power--;
    }
    return at;
}

// digits · 10^exponent as numerator / denominator · 2^power, then long division one bit at a time. Exact.
static void convert(const char* digits, int count, int behind, int exponent, const RealLimits* limits,
                    ParsedReal* parsed) {
    const int fives = exponent < 0 ? -exponent : exponent;
    // log2(10) < 3.33, log2(5) < 2.33; one word for the shifts.
    const int whole_bits = (count + 1) / 3 * 10 + 20 + (exponent > 0 ? fives / 3 * 7 + 7 : 0);
    const int part_bits = exponent < 0 ? fives / 3 * 7 + 7 : 1;
    const int words = (whole_bits > part_bits ? whole_bits : part_bits) / 32 + 3;
    uint32_t numerator_words[words], denominator_words[words];
    BigInteger numerator = big_integer_of(numerator_words, 0),
               denominator = big_integer_of(denominator_words, 1);

    for (int left = count; left; digits++) {
        if (*digits == '.') continue;
        __big_multiply(&numerator, 10, (uint32_t)(*digits - '0'));
        left--;
    }
    if (behind)  // digits beyond the limit that are not all zero: one more digit stands for them
        __big_multiply(&numerator, 10, 1);
    BigInteger* scaled = exponent < 0 ? &denominator : &numerator;
    for (int left = fives; left > 0; left -= 13) {
        static const uint32_t powers[] = {1,     5,      25,      125,     625,      3125,     15625,
                                          78125, 390625, 1953125, 9765625, 48828125, 244140625};
        __big_multiply(scaled, left < 13 ? powers[left] : 1220703125, 0);
    }

    const int shift = __big_bits(&denominator) - __big_bits(&numerator);
    if (shift > 0)
        __big_shift_left(&numerator, shift);
    else
        __big_shift_left(&denominator, -shift);
    parsed->power = exponent - shift;
    if (__big_compare(&numerator, &denominator) < 0) {
        __big_shift_left(&numerator, 1);
        parsed->power--;
    }
    for (int bit = 0; bit < limits->bits; bit++) {
        parsed->high = parsed->high << 1 | parsed->low >> 63;
        parsed->low <<= 1;
        if (__big_compare(&numerator, &denominator) >= 0) {
            __big_subtract(&numerator, &denominator);
            parsed->low |= 1;
        }
        __big_shift_left(&numerator, 1);
    }
    parsed->low |= numerator.count != 0;
}

static const char* read_decimal(const char* at, const RealLimits* limits, ParsedReal* parsed) {
    // From the first digit that is not zero: how many, where the point is among them, where the last non-zero one is.
    const char* first = NULL;
    int seen = 0, useful = 0, point = 0, have_point = 0;
    for (; is_digit(*at) || (*at == '.' && !have_point); at++) {
        if (*at == '.') {
            have_point = 1;
            continue;
        }
        if (!first && *at == '0') {
            point -= have_point;  // leading zeros behind the point
            continue;
        }
        if (!first) first = at;
        seen++;
        if (*at != '0') useful = seen;
        if (!have_point) point++;
    }
    int exponent;
    at = read_exponent(at, 'e', &exponent);
    if (!first) return at;
    // The number is 0.ddd · 10^(point + exponent).
    exponent += point;
    if (exponent > limits->exponent_max) {
        parsed->kind = PARSED_HUGE;
    } else if (exponent < limits->exponent_min) {
        parsed->kind = PARSED_TINY;
    } else {
        const int behind = useful > limits->digits_max;
        const int count = behind ? limits->digits_max : useful;
        parsed->kind = PARSED_FINITE;
        convert(first, count, behind, exponent - count - behind, limits, parsed);
    }
    return at;
}

ParsedReal __parse_real(const char* text, char** end, const RealLimits* limits) {
    ParsedReal parsed = {PARSED_ZERO, 0, 0, 0, 0};
    const char* at = text;
    while (isspace((unsigned char)*at)) at++;
    if (*at == '+' || *at == '-') parsed.negative = *at++ == '-';

    const char* behind = text;  // where the number ends, if it is one
    if (strncasecmp(at, "inf", 3) == 0) {
        parsed.kind = PARSED_INFINITE;
        behind = at + (strncasecmp(at, "infinity", 8) == 0 ? 8 : 3);
    } else if (strncasecmp(at, "nan", 3) == 0) {
        parsed.kind = PARSED_NAN;
        behind = at + 3;
        if (*behind == '(') {
            const char* tag = behind + 1;
            while (isalnum((unsigned char)*tag) || *tag == '_') tag++;
            if (*tag == ')') behind = tag + 1;
        }
    } else if (at[0] == '0' && (at[1] | 32) == 'x' &&
               (hex_digit(at[2]) >= 0 || (at[2] == '.' && hex_digit(at[3]) >= 0))) {
        behind = read_hex(at + 2, limits, &parsed);
    } else if (is_digit(*at) || (*at == '.' && is_digit(at[1]))) {
        behind = read_decimal(at, limits, &parsed);
    }
    if (behind == text) parsed.negative = 0;
    if (end) *end = (char*)behind;
    return parsed;
}
