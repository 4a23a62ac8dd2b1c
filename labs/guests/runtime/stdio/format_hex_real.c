#include "format.h"

// %a: 0x1.8p+1. The significand's bits in hexadecimal, the exponent of two in decimal.
void __format_hex_real(Sink* sink, const FormatSpec* spec, const FormatReal* real) {
    if (real->kind == REAL_INFINITE || real->kind == REAL_NAN) {
        __format_real(sink, spec, real);
        return;
    }
    const char* symbols = format_is_upper(spec) ? "0123456789ABCDEF" : "0123456789abcdef";
    const int places_of_type = real->fraction_bits / 4;  // 13 or 28
    char digits[1 + 28];                                 // the one before the point first
    uint64_t high = real->high, low = real->low;
    for (int i = places_of_type; i >= 0; i--) {
        digits[i] = (char)(low & 15);
        low = low >> 4 | high << 60;
        high >>= 4;
    }
    int places = places_of_type;
    if (spec->precision >= 0 && spec->precision < places_of_type) {
        places = spec->precision;
        int rest = 0;  // something behind the first digit cut off
        for (int i = places_of_type; i > places + 1; i--) rest |= digits[i] != 0;
        const int up = digits[places + 1] > 8 || (digits[places + 1] == 8 && (rest || digits[places] & 1));
        for (int i = places, carry = up; carry && i >= 0; i--) {
            carry = i > 0 && digits[i] == 15;
            digits[i] = (char)(carry ? 0 : digits[i] + 1);
        }
    } else if (spec->precision < 0) {
        while (places > 0 && digits[places] == 0) places--;
    }
    const int trailing = spec->precision > places ? spec->precision - places : 0;

    char prefix[4];
    int at = 0;
    if ((prefix[at] = format_sign(spec, real->negative))) at++;
    prefix[at++] = '0';
    prefix[at++] = format_is_upper(spec) ? 'X' : 'x';
    prefix[at] = '\0';

    const int power = real->kind == REAL_ZERO ? 0 : real->exponent + real->fraction_bits;
    char exponent[8];
    char* tail = exponent + sizeof exponent;
    unsigned magnitude = power < 0 ? (unsigned)-power : (unsigned)power;
    do *--tail = (char)('0' + magnitude % 10);
    while (magnitude /= 10);
    *--tail = power < 0 ? '-' : '+';
    *--tail = format_is_upper(spec) ? 'P' : 'p';
    const int tail_length = (int)(exponent + sizeof exponent - tail);

    for (int i = 0; i <= places; i++) digits[i] = symbols[(int)digits[i]];
    const int dot = places + trailing > 0 || spec->alternative;
    const int written =
        __format_open(sink, spec, prefix, 1 + dot + places + trailing + tail_length, spec->zero);
    __sink_write(sink, digits, 1);
    __sink_write(sink, ".", (size_t)dot);
    __sink_write(sink, digits + 1, (size_t)places);
    __sink_repeat(sink, '0', trailing);
    __sink_write(sink, tail, (size_t)tail_length);
    __format_close(sink, spec, written);
}
