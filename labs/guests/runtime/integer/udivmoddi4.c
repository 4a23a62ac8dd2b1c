#include "udivmoddi4.h"

// (high·2^32 + low) / divisor, where high < divisor, so that the quotient fits in 32 bits: school division with two
// digits of 16 bits (Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D).
static uint32_t divide_64_by_32(uint32_t high, uint32_t low, uint32_t divisor, uint32_t* remainder) {
    const int shift = __clzsi2(divisor);
    if (shift) {
        divisor <<= shift;
        high = high << shift | low >> (32 - shift);
        low <<= shift;
    }
    const uint32_t divisor_high = divisor >> 16;
    const uint32_t divisor_low = divisor & 0xFFFF;
    uint32_t quotient = 0;
    for (int digits = 0; digits < 2; digits++) {
        const uint32_t next = low >> 16;
        low <<= 16;
        uint32_t digit = high / divisor_high;
        uint32_t rest = high - digit * divisor_high;
        // The estimate is at most two too large.
        while (digit > 0xFFFF || digit * divisor_low > (rest << 16 | next)) {
            digit--;
            rest += divisor_high;
            if (rest > 0xFFFF) break;
        }
        high = (high << 16 | next) - digit * divisor;
        quotient = quotient << 16 | digit;
    }
    *remainder = high >> shift;
    return quotient;
}

uint64_t __udivmoddi4(uint64_t numerator, uint64_t denominator, uint64_t* remainder) {
    const uint32_t high = (uint32_t)(numerator >> 32);
    const uint32_t low = (uint32_t)numerator;
    const uint32_t divisor_high = (uint32_t)(denominator >> 32);
    const uint32_t divisor = (uint32_t)denominator;

    if (divisor_high == 0) {
        uint32_t rest;
        if (high == 0) {
            const uint32_t quotient = low / divisor;
            if (remainder) *remainder = low - quotient * divisor;
            return quotient;
        }
        const uint32_t quotient_high = high / divisor;
        const uint32_t quotient_low = divide_64_by_32(high - quotient_high * divisor, low, divisor, &rest);
        if (remainder) *remainder = rest;
        return (uint64_t)quotient_high << 32 | quotient_low;
    }

    // The quotient fits in 32 bits. Divide by the upper 32 significant bits of the divisor, then mend.
    uint64_t quotient = 0;
    if (numerator >= denominator) {
        const int shift = __clzsi2(divisor_high);
        const uint32_t divisor_top = (uint32_t)(denominator << shift >> 32);
        const uint64_t half = numerator >> 1;  // so that its upper word is below divisor_top
        uint32_t rest;
        const uint32_t estimate = divide_64_by_32((uint32_t)(half >> 32), (uint32_t)half, divisor_top, &rest);
        quotient = (uint64_t)estimate << shift >> 31;
        // At most one too large: take one off, and put it back if it was right.
        if (quotient) quotient--;
        numerator -= quotient * denominator;
        if (numerator >= denominator) {
            numerator -= denominator;
            quotient++;
        }
    }
    if (remainder) *remainder = numerator;
    return quotient;
}
