#include "binary32.h"

float __negsf2(float a);

float __negsf2(float a) { return from_bits(to_bits(a) ^ SIGN_BIT); }
