#include <stdint.h>

int __clzsi2(uint32_t value);
double __extendsfdf2(float a);

// Exact: the fraction moves up by 29 bits, the exponent's bias grows from 127 to 1023.
double __extendsfdf2(float a) {
    const union {
        float real;
        uint32_t bits;
    } from = {a};
    const uint64_t sign = (uint64_t)(from.bits >> 31) << 63;
    const uint32_t exponent = from.bits >> 23 & 0xFF;
    const uint32_t fraction = from.bits & 0x7FFFFF;
    union {
        uint64_t bits;
        double real;
    } to = {sign};
    if (exponent == 0xFF) {
        to.bits = fraction ? 0x7FF8000000000000u : sign | 0x7FF0000000000000u;
    } else if (exponent) {
        to.bits = sign | (uint64_t)(exponent + 1023 - 127) << 52 | (uint64_t)fraction << 29;
    } else if (fraction) {  // a subnormal float is a normal double
        const int shift = __clzsi2(fraction) - 8;
        to.bits = sign | (uint64_t)(1023 - 127 - shift) << 52;
        to.bits += (uint64_t)fraction
                   << (29 + shift);  // the leading one adds the missing one to the exponent
    }
    return to.real;
}
