#include "binary128.h"

Quad __negtf2(Quad a);

Quad __negtf2(Quad a) {
    const Wide bits = quad_bits(a);
    return quad_from_bits(bits.high ^ 0x8000000000000000u, bits.low);
}
