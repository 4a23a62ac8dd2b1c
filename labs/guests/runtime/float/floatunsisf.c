#define INTEGER_BITS 32
#include "binary32.h"

#include "from_integer.h"

float __floatunsisf(uint32_t a);

float __floatunsisf(uint32_t a) { return from_integer(0, a); }
