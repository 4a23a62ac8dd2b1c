#include "format.h"

FormatReal __format_take_double(double value) {
    const union {
        double real;
        uint64_t bits;
    } view = {value};
    const int exponent = (int)(view.bits >> 52) & 0x7FF;
    const uint64_t fraction = view.bits & 0xFFFFFFFFFFFFFu;
    FormatReal real = {REAL_FINITE, (int)(view.bits >> 63), 0, 52, 0, fraction};
    if (exponent == 0x7FF)
        real.kind = fraction ? REAL_NAN : REAL_INFINITE;
    else if (exponent == 0 && fraction == 0)
        real.kind = REAL_ZERO;
    if (exponent) real.low |= 0x10000000000000u;
    real.exponent = (exponent ? exponent : 1) - 1023 - 52;
    return real;
}
