#include "binary32.h"

#include "compare.h"

int __ltsf2(float a, float b);
int __lesf2(float a, float b) __attribute__((alias("__ltsf2")));
int __eqsf2(float a, float b) __attribute__((alias("__ltsf2")));
int __nesf2(float a, float b) __attribute__((alias("__ltsf2")));
int __cmpsf2(float a, float b) __attribute__((alias("__ltsf2")));

int __ltsf2(float a, float b) { return compare_bits(to_bits(a), to_bits(b), 1); }
