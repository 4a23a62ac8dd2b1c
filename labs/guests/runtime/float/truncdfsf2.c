#include "binary32.h"

float __truncdfsf2(double a);

float __truncdfsf2(double a) {
    const union {
        double real;
        uint64_t bits;
    } from = {a};
    const Bits sign = (Bits)(from.bits >> 63) << 31;
    const int exponent = (int)(from.bits >> 52) & 0x7FF;
    const uint64_t fraction = from.bits & 0xFFFFFFFFFFFFFu;
    if (exponent == 0x7FF) return from_bits(fraction ? NAN_BITS : sign | INFINITY_BITS);
    if (exponent == 0)  // far below the smallest float
        return from_bits(sign);
    const uint64_t significand = fraction | 0x10000000000000u;
    return round_and_pack(sign, exponent - 1023 + 127,
                          (Bits)(significand >> 22) | ((significand & 0x3FFFFF) != 0));
}
