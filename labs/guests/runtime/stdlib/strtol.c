#include "parse_integer.h"

#include <limits.h>
#include <stdlib.h>

long strtol(const char* restrict text, char** restrict end, int base) {
    const ParsedInteger parsed = __parse_integer(text, end, base, LONG_MAX, (unsigned long)LONG_MAX + 1);
    return (long)(parsed.negative ? -parsed.magnitude : parsed.magnitude);
}
