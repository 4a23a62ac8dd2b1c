// Logarithms by the series of the inverse hyperbolic tangent: ln m = 2 artanh((m-1)/(m+1)).
#pragma once

#include "extended.h"

X __x_artanh(X s);  // |s| <= 0.1716
// v = m · 2^*power with m between sqrt(1/2) and sqrt(2): ln m.
X __x_log_of_mantissa(X v, int* power);
X __x_log(X v);    // v > 0
X __x_log1p(X u);  // ln(1 + u), u > -1, near zero without cancellation
X __x_log2(X v);
