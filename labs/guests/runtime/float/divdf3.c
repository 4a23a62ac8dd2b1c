#include "binary64.h"

#include "divide.h"

double __divdf3(double a, double b);

// Sixteen bits of the quotient at a time. The upper 32 bits of the remainder divided by the upper 16 bits of the
// divisor, plus one, is a digit that is at most three too small; the loop at the end of each step mends it.
static Bits divide_significands(Bits a, Bits b) {
    a >>= ROUND_BITS;
    b >>= ROUND_BITS;  // 53 bits
    const uint32_t divisor_top = (uint32_t)(b >> 37) + 1;
    Bits quotient = a >= b;  // a < 2b
    Bits remainder = quotient ? a - b : a;
    for (int step = 0; step < 4; step++) {
        uint32_t digit = (uint32_t)(remainder >> 21) / divisor_top;
        remainder = (remainder << 16) - b * digit;  // both wrap around, the difference does not
        while (remainder >= b) {
            remainder -= b;
            digit++;
        }
        // One bit before the point and 62 behind it are wanted: the last two of 64 become sticky.
        quotient = step < 3 ? quotient << 16 | digit : quotient << 14 | digit >> 2 | ((digit & 3) != 0);
    }
    return quotient | (remainder != 0);
}

double __divdf3(double a, double b) { return divide_bits(to_bits(a), to_bits(b)); }
