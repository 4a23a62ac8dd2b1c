#include "udivmoddi4.h"

int64_t __divdi3(int64_t numerator, int64_t denominator);

int64_t __divdi3(int64_t numerator, int64_t denominator) { return __divmoddi4(numerator, denominator, 0); }
