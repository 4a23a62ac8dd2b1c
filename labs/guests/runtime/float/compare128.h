// The comparisons of quadruple precision, as compare.h.
#pragma once

#include "binary128.h"

static inline int compare_quads(Wide a, Wide b, int unordered) {
    if (quad_is_nan(a) || quad_is_nan(b)) return unordered;
    if ((quad_is_zero(a) && quad_is_zero(b)) || (a.high == b.high && a.low == b.low)) return 0;
    if (quad_sign(a) != quad_sign(b)) return quad_sign(a) ? -1 : 1;
    return wide_below(a, b) != (quad_sign(a) != 0) ? -1 : 1;
}
