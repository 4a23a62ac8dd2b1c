#include "../float/binary128.h"

#include "parse_real.h"

#include <errno.h>
#include <stdlib.h>

long double strtold(const char* restrict text, char** restrict end) {
    static const RealLimits limits = {127, 4940, -4990, 11600};
    const ParsedReal parsed = __parse_real(text, end, &limits);
    const uint64_t sign = (uint64_t)parsed.negative << 63;
    if (parsed.kind == PARSED_NAN) return quad_from_bits(sign | QUAD_NAN_HIGH, 0);
    if (parsed.kind == PARSED_HUGE || parsed.kind == PARSED_TINY) errno = ERANGE;
    if (parsed.kind == PARSED_HUGE || parsed.kind == PARSED_INFINITE)
        return quad_from_bits(sign | QUAD_INFINITY_HIGH, 0);
    if (parsed.kind != PARSED_FINITE) return quad_from_bits(sign, 0);
    const Quad packed =
        __quad_round_and_pack(sign, parsed.power + QUAD_BIAS, (Wide){parsed.high, parsed.low});
    if (quad_is_special(quad_bits(packed)) || quad_is_zero(quad_bits(packed))) errno = ERANGE;
    return packed;
}
