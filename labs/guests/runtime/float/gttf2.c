#include "compare128.h"

int __gttf2(Quad a, Quad b);
int __getf2(Quad a, Quad b) __attribute__((alias("__gttf2")));

int __gttf2(Quad a, Quad b) { return compare_quads(quad_bits(a), quad_bits(b), -1); }
