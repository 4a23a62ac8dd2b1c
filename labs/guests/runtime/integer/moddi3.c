#include "udivmoddi4.h"

int64_t __moddi3(int64_t numerator, int64_t denominator);

int64_t __moddi3(int64_t numerator, int64_t denominator) {
    int64_t remainder;
    __divmoddi4(numerator, denominator, &remainder);
    return remainder;
}
