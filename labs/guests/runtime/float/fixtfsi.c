#include "binary128.h"

int32_t __fixtfsi(Quad a);

int32_t __fixtfsi(Quad a) {
    const Wide bits = quad_bits(a);
    const uint64_t magnitude = __quad_to_magnitude(bits, 31);
    return (int32_t)(quad_sign(bits) && !quad_is_nan(bits) ? -magnitude : magnitude);
}
