#include <math.h>

#include "../float/binary128.h"

long double fabsl(long double x) {
    return quad_from_bits(quad_magnitude(quad_bits(x)).high, quad_bits(x).low);
}

long double copysignl(long double x, long double sign) {
    const Wide bits = quad_magnitude(quad_bits(x));
    return quad_from_bits(bits.high | quad_sign(quad_bits(sign)), bits.low);
}
