#include "binary128.h"

Quad __floatditf(int64_t a);

Quad __floatditf(int64_t a) {
    return a < 0 ? __quad_from_magnitude(0x8000000000000000u, -(uint64_t)a)
                 : __quad_from_magnitude(0, (uint64_t)a);
}
