#include "udivmoddi4.h"

uint64_t __udivdi3(uint64_t numerator, uint64_t denominator);

uint64_t __udivdi3(uint64_t numerator, uint64_t denominator) {
    return __udivmoddi4(numerator, denominator, 0);
}
