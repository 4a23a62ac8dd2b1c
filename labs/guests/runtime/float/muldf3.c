#include "binary64.h"

#include "multiply.h"

double __muldf3(double a, double b);

double __muldf3(double a, double b) { return multiply_bits(to_bits(a), to_bits(b)); }
