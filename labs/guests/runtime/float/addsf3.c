#include "binary32.h"

#include "add.h"

float __addsf3(float a, float b);
float __subsf3(float a, float b);

float __addsf3(float a, float b) { return add_bits(to_bits(a), to_bits(b)); }
float __subsf3(float a, float b) { return add_bits(to_bits(a), to_bits(b) ^ SIGN_BIT); }
