#include "binary32.h"

#include "multiply.h"

float __mulsf3(float a, float b);

float __mulsf3(float a, float b) { return multiply_bits(to_bits(a), to_bits(b)); }
