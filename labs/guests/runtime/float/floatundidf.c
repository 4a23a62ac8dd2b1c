#define INTEGER_BITS 64
#include "binary64.h"

#include "from_integer.h"

double __floatundidf(uint64_t a);

double __floatundidf(uint64_t a) { return from_integer(0, a); }
