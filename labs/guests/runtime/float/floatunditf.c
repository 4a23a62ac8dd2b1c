#include "binary128.h"

Quad __floatunditf(uint64_t a);

Quad __floatunditf(uint64_t a) { return __quad_from_magnitude(0, a); }
