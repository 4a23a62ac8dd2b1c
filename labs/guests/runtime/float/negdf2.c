#include "binary64.h"

double __negdf2(double a);

double __negdf2(double a) { return from_bits(to_bits(a) ^ SIGN_BIT); }
