// Powers: everything goes through 2^t, t being held in fixed point with 64 bits behind the point.
#pragma once

#include "extended.h"

// whole + fraction / 2^64; whole may be negative, the fraction is not.
typedef struct {
    int64_t whole;
    uint64_t fraction;
} FixedPower;

// x · log2(e) and x · log2(10). An x too large for any result keeps its sign and becomes some thousands.
FixedPower __power_of_e(X x);
FixedPower __power_of_10(X x);
FixedPower __power_of_2(X x);

X __x_exp2(FixedPower power);  // within 2^-61
X __x_expm1(X x);              // e^x - 1, near zero without cancellation

static inline X x_exp(X x) { return __x_exp2(__power_of_e(x)); }
