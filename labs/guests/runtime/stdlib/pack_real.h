// The last step of strtof and strtod, for the width of the including file (float/binary.h).
#pragma once

#include "parse_real.h"

#include <errno.h>

static Real pack_real(const ParsedReal* parsed) {
    const Bits sign = parsed->negative ? SIGN_BIT : 0;
    switch (parsed->kind) {
    case PARSED_ZERO: return from_bits(sign);
    case PARSED_TINY: errno = ERANGE; return from_bits(sign);
    case PARSED_HUGE: errno = ERANGE; return from_bits(sign | INFINITY_BITS);
    case PARSED_INFINITE: return from_bits(sign | INFINITY_BITS);
    case PARSED_NAN: return from_bits(sign | NAN_BITS);
    default: break;
    }
    const int exponent = parsed->power + EXPONENT_BIAS;
    const Bits significand = (Bits)parsed->low;
    const Real packed = round_and_pack(sign, exponent, significand);
    // Out of range: infinite, or a subnormal that lost bits.
    const int cut = exponent < 1 ? ROUND_BITS + 1 - exponent : 0;
    const int lossy = cut && (cut >= TOTAL_BITS || (significand & ((ONE << cut) - 1)));
    if (lossy || magnitude_of(to_bits(packed)) == INFINITY_BITS) errno = ERANGE;
    return packed;
}
