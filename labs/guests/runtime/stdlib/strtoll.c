#include "parse_integer.h"

#include <limits.h>
#include <stdlib.h>

long long strtoll(const char* restrict text, char** restrict end, int base) {
    const ParsedInteger parsed =
        __parse_integer(text, end, base, LLONG_MAX, (unsigned long long)LLONG_MAX + 1);
    return (long long)(parsed.negative ? -parsed.magnitude : parsed.magnitude);
}
