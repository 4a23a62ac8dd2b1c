#include "format.h"

// Quadruple precision, taken apart without any arithmetic on it.
FormatReal __format_take_long_double(const long double* value) {
    const uint64_t* words = (const uint64_t*)(const void*)value;
    uint64_t low, high;
    __builtin_memcpy(&low, words, sizeof low);
    __builtin_memcpy(&high, words + 1, sizeof high);
    const int exponent = (int)(high >> 48) & 0x7FFF;
    FormatReal real = {REAL_FINITE, (int)(high >> 63), 0, 112, high & 0xFFFFFFFFFFFFu, low};
    const int fraction_is_zero = (real.high | real.low) == 0;
    if (exponent == 0x7FFF)
        real.kind = fraction_is_zero ? REAL_INFINITE : REAL_NAN;
    else if (exponent == 0 && fraction_is_zero)
        real.kind = REAL_ZERO;
    if (exponent) real.high |= 0x1000000000000u;
    real.exponent = (exponent ? exponent : 1) - 16383 - 112;
    return real;
}
