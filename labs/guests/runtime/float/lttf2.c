#include "compare128.h"

int __lttf2(Quad a, Quad b);
int __letf2(Quad a, Quad b) __attribute__((alias("__lttf2")));
int __eqtf2(Quad a, Quad b) __attribute__((alias("__lttf2")));
int __netf2(Quad a, Quad b) __attribute__((alias("__lttf2")));
int __cmptf2(Quad a, Quad b) __attribute__((alias("__lttf2")));

int __lttf2(Quad a, Quad b) { return compare_quads(quad_bits(a), quad_bits(b), 1); }
