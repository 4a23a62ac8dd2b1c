#include "binary128.h"

uint32_t __fixunstfsi(Quad a);

uint32_t __fixunstfsi(Quad a) {
    const Wide bits = quad_bits(a);
    return quad_sign(bits) && !quad_is_nan(bits) ? 0 : (uint32_t)__quad_to_magnitude(bits, 32);
}
