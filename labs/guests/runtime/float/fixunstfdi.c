#include "binary128.h"

uint64_t __fixunstfdi(Quad a);

uint64_t __fixunstfdi(Quad a) {
    const Wide bits = quad_bits(a);
    return quad_sign(bits) && !quad_is_nan(bits) ? 0 : (uint64_t)__quad_to_magnitude(bits, 64);
}
