#include "../float/binary64.h"

#include "pack_real.h"

#include <stdlib.h>

double strtod(const char* restrict text, char** restrict end) {
    static const RealLimits limits = {TOTAL_BITS - 1, 310, -330, 800};
    const ParsedReal parsed = __parse_real(text, end, &limits);
    return pack_real(&parsed);
}
