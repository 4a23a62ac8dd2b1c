#include "binary64.h"

#include "add.h"

double __adddf3(double a, double b);
double __subdf3(double a, double b);

double __adddf3(double a, double b) { return add_bits(to_bits(a), to_bits(b)); }
double __subdf3(double a, double b) { return add_bits(to_bits(a), to_bits(b) ^ SIGN_BIT); }
