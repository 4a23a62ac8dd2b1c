#include "parse_integer.h"

#include <limits.h>
#include <stdlib.h>

// After a minus sign C negates in the unsigned type; too large a number is the largest, whatever its sign.
unsigned long long strtoull(const char* restrict text, char** restrict end, int base) {
    const ParsedInteger parsed = __parse_integer(text, end, base, ULLONG_MAX, ULLONG_MAX);
    return (unsigned long long)(parsed.negative && !parsed.overflow ? -parsed.magnitude : parsed.magnitude);
}
