#include "binary128.h"

int __unordtf2(Quad a, Quad b);

int __unordtf2(Quad a, Quad b) { return quad_is_nan(quad_bits(a)) || quad_is_nan(quad_bits(b)); }
