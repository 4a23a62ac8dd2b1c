#include "binary128.h"

int64_t __fixtfdi(Quad a);

int64_t __fixtfdi(Quad a) {
    const Wide bits = quad_bits(a);
    const uint64_t magnitude = __quad_to_magnitude(bits, 63);
    return (int64_t)(quad_sign(bits) && !quad_is_nan(bits) ? -magnitude : magnitude);
}
