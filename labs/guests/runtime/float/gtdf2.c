#include "binary64.h"

#include "compare.h"

int __gtdf2(double a, double b);
int __gedf2(double a, double b) __attribute__((alias("__gtdf2")));

int __gtdf2(double a, double b) { return compare_bits(to_bits(a), to_bits(b), -1); }
