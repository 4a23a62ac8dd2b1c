#include "bits.h"

int __clrsbdi2(int64_t value) { return __clzdi2((uint64_t)(value < 0 ? ~value : value)) - 1; }
