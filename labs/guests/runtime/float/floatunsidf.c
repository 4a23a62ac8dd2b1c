#define INTEGER_BITS 32
#include "binary64.h"

#include "from_integer.h"

double __floatunsidf(uint32_t a);

double __floatunsidf(uint32_t a) { return from_integer(0, a); }
