#include "format.h"

// The digits end at `end`; returns where they begin. Zero has none.
static char* digits_of(uint64_t value, unsigned base, int upper, char* end) {
    const char* symbols = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    // Nine digits at a time, so that the slow 64-bit division runs once for them.
    while (base == 10 && value >> 32) {
        uint32_t part = (uint32_t)(value % 1000000000);
        value /= 1000000000;
        for (int digit = 0; digit < 9; digit++, part /= 10) *--end = symbols[part % 10];
    }
    if (base != 10)
        for (const int bits = base == 16 ? 4 : 3; value; value >>= bits) *--end = symbols[value & (base - 1)];
    for (uint32_t rest = (uint32_t)value; rest; rest /= 10) *--end = symbols[rest % 10];
    return end;
}

void __format_integer(Sink* sink, const FormatSpec* spec, uint64_t magnitude, int negative) {
    const char kind = (char)(spec->conversion | 32);
    const unsigned base = kind == 'x' || kind == 'p' ? 16 : kind == 'o' ? 8 : 10;
    char buffer[24];
    char* end = buffer + sizeof buffer;
    char* digits = digits_of(magnitude, base, kind != 'p' && format_is_upper(spec), end);
    const int count = (int)(end - digits);

    char prefix[4] = {0};
    if (kind == 'd' || kind == 'i')
        prefix[0] = format_sign(spec, negative);
    else if (base == 16 && ((spec->alternative && magnitude) || kind == 'p')) {
        prefix[0] = '0';
        prefix[1] = kind == 'p' ? 'x' : spec->conversion;
    }

    int least = spec->precision < 0 ? 1 : spec->precision;
    if (base == 8 && spec->alternative && least <= count) least = count + 1;
    const int zeros = least > count ? least - count : 0;
    const int written = __format_open(sink, spec, prefix, zeros + count, spec->zero && spec->precision < 0);
    __sink_repeat(sink, '0', zeros);
    __sink_write(sink, digits, (size_t)count);
    __format_close(sink, spec, written);
}
