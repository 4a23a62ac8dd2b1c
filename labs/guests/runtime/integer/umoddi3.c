#include "udivmoddi4.h"

uint64_t __umoddi3(uint64_t numerator, uint64_t denominator);

uint64_t __umoddi3(uint64_t numerator, uint64_t denominator) {
    uint64_t remainder;
    __udivmoddi4(numerator, denominator, &remainder);
    return remainder;
}
