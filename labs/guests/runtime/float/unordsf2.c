#include "binary32.h"

int __unordsf2(float a, float b);

int __unordsf2(float a, float b) { return is_nan(to_bits(a)) || is_nan(to_bits(b)); }
