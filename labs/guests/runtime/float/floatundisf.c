#define INTEGER_BITS 64
#include "binary32.h"

#include "from_integer.h"

float __floatundisf(uint64_t a);

float __floatundisf(uint64_t a) { return from_integer(0, a); }
