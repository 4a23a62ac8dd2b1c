#include "binary32.h"

#include "compare.h"

int __gtsf2(float a, float b);
int __gesf2(float a, float b) __attribute__((alias("__gtsf2")));

int __gtsf2(float a, float b) { return compare_bits(to_bits(a), to_bits(b), -1); }
