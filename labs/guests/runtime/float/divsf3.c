#include "binary32.h"

#include "divide.h"

float __divsf3(float a, float b);

// The divisor has 24 bits, so a remainder shifted by eight still fits the hardware's division: each step gives eight
// exact bits.
static Bits divide_significands(Bits a, Bits b) {
    b >>= ROUND_BITS;
    a >>= ROUND_BITS;
    Bits quotient = a >= b;  // a < 2b
    Bits remainder = quotient ? a - b : a;
    for (int step = 0; step < 3; step++) {
        const Bits next = remainder << 8;
        const Bits digit = next / b;
        remainder = next - digit * b;
        quotient = quotient << 8 | digit;
    }
    // 25 bits so far, of which 24 after the point.
    return quotient << (TOTAL_BITS - 2 - 24) | (remainder != 0);
}

float __divsf3(float a, float b) { return divide_bits(to_bits(a), to_bits(b)); }
