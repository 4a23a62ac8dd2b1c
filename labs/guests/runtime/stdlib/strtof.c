#include "../float/binary32.h"

#include "pack_real.h"

#include <stdlib.h>

float strtof(const char* restrict text, char** restrict end) {
    static const RealLimits limits = {TOTAL_BITS - 1, 40, -50, 120};
    const ParsedReal parsed = __parse_real(text, end, &limits);
    return pack_real(&parsed);
}
