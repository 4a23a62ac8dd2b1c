#include "binary64.h"

#include "compare.h"

int __ltdf2(double a, double b);
int __ledf2(double a, double b) __attribute__((alias("__ltdf2")));
int __eqdf2(double a, double b) __attribute__((alias("__ltdf2")));
int __nedf2(double a, double b) __attribute__((alias("__ltdf2")));
int __cmpdf2(double a, double b) __attribute__((alias("__ltdf2")));

int __ltdf2(double a, double b) { return compare_bits(to_bits(a), to_bits(b), 1); }
