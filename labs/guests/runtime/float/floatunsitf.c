#include "binary128.h"

Quad __floatunsitf(uint32_t a);

Quad __floatunsitf(uint32_t a) { return __quad_from_magnitude(0, a); }
