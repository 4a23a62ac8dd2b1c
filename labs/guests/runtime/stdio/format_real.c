#include "decimal.h"

// Digits before the start and behind the end of the expansion are zeros.
static void put_digits(Sink* sink, const Decimal* decimal, int from, int count) {
    const int before = from < 0 ? (-from < count ? -from : count) : 0;
    __sink_repeat(sink, '0', before);
    from += before;
    count -= before;
    int known = decimal->count - from;
    if (known > count) known = count;
    if (known > 0) {
        __sink_write(sink, decimal->digits + from, (size_t)known);
        count -= known;
    }
    __sink_repeat(sink, '0', count);
}

static void prefix_with_sign(char prefix[2], const FormatSpec* spec, const FormatReal* real) {
    prefix[0] = format_sign(spec, real->negative);
    prefix[1] = '\0';
}

// 123.456
static void put_fixed(Sink* sink, const FormatSpec* spec, const FormatReal* real, const Decimal* decimal,
                      int places) {
    char prefix[2];
    prefix_with_sign(prefix, spec, real);
    const int whole = decimal->count && decimal->point > 0 ? decimal->point : 1;
    const int dot = places > 0 || spec->alternative;
    const int written = __format_open(sink, spec, prefix, whole + dot + places, spec->zero);
    // A number below one has a zero before the point.
    const int point = decimal->count ? decimal->point : 0;
    put_digits(sink, decimal, point > 0 ? 0 : point - 1, whole);
    __sink_write(sink, ".", (size_t)dot);
    put_digits(sink, decimal, point, places);
    __format_close(sink, spec, written);
}

// 1.23456e+02
static void put_scientific(Sink* sink, const FormatSpec* spec, const FormatReal* real, const Decimal* decimal,
                           int places) {
    char prefix[2];
    prefix_with_sign(prefix, spec, real);
    int power = decimal->count ? decimal->point - 1 : 0;
    char exponent[8];
    char* at = exponent + sizeof exponent;
    unsigned magnitude = power < 0 ? (unsigned)-power : (unsigned)power;
    for (int digit = 0; digit < 2 || magnitude; digit++, magnitude /= 10)
        *--at = (char)('0' + magnitude % 10);
    *--at = power < 0 ? '-' : '+';
    *--at = format_is_upper(spec) ? 'E' : 'e';
    const int exponent_length = (int)(exponent + sizeof exponent - at);

    const int dot = places > 0 || spec->alternative;
    const int written = __format_open(sink, spec, prefix, 1 + dot + places + exponent_length, spec->zero);
    put_digits(sink, decimal, 0, 1);
    __sink_write(sink, ".", (size_t)dot);
    put_digits(sink, decimal, 1, places);
    __sink_write(sink, at, (size_t)exponent_length);
    __format_close(sink, spec, written);
}

// The shorter of the two, without trailing zeros.
static void put_general(Sink* sink, const FormatSpec* spec, const FormatReal* real, Decimal* decimal,
                        int significant) {
    __decimal_round(decimal, significant);
    const int power = decimal->count ? decimal->point - 1 : 0;
    const int fixed = power >= -4 && power < significant;
    int places = significant - 1 - (fixed ? power : 0);
    if (!spec->alternative) {
        int used = decimal->count;
        while (used > 0 && decimal->digits[used - 1] == '0') used--;
        const int useful = fixed ? used - power - 1 : used - 1;
        if (useful < places) places = useful > 0 ? useful : 0;
    }
    if (fixed)
        put_fixed(sink, spec, real, decimal, places);
    else
        put_scientific(sink, spec, real, decimal, places);
}

static void put_special(Sink* sink, const FormatSpec* spec, const FormatReal* real) {
    const char* names[] = {"inf", "nan", "INF", "NAN"};
    char prefix[2];
    prefix_with_sign(prefix, spec, real);
    const int written = __format_open(sink, spec, prefix, 3, 0);
    __sink_write(sink, names[2 * format_is_upper(spec) + (real->kind == REAL_NAN)], 3);
    __format_close(sink, spec, written);
}

void __format_real(Sink* sink, const FormatSpec* spec, const FormatReal* real) {
    if (real->kind == REAL_INFINITE || real->kind == REAL_NAN) {
        put_special(sink, spec, real);
        return;
    }
    char room[__decimal_room(real)];
    Decimal decimal = __decimal_expand(real, room);
    const int precision = spec->precision < 0 ? 6 : spec->precision;
    switch (spec->conversion | 32) {
    case 'f':
        __decimal_round(&decimal, decimal.point + precision);
        put_fixed(sink, spec, real, &decimal, precision);
        break;
    case 'e':
        __decimal_round(&decimal, precision + 1);
        put_scientific(sink, spec, real, &decimal, precision);
        break;
    default: put_general(sink, spec, real, &decimal, precision ? precision : 1); break;
    }
}
