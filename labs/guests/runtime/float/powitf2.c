#include "binary128.h"

Quad __powitf2(Quad base, int exponent);

// __builtin_powi: squares and multiplies; a negative exponent takes the reciprocal at the end.
Quad __powitf2(Quad base, int exponent) {
    unsigned left = exponent < 0 ? -(unsigned)exponent : (unsigned)exponent;
    Quad power = left & 1 ? base : 1;
    while (left >>= 1) {
        base *= base;
        if (left & 1) power *= base;
    }
    return exponent < 0 ? 1 / power : power;
}
