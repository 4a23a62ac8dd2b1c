#include "binary64.h"

int __unorddf2(double a, double b);

int __unorddf2(double a, double b) { return is_nan(to_bits(a)) || is_nan(to_bits(b)); }
