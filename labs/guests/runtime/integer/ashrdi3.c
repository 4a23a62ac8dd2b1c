#include "shiftdi3.h"

int64_t __ashrdi3(int64_t value, int count) {
    Words words = {(uint64_t)value};
    const int32_t high = (int32_t)words.high;
    if (count & 32) {
        words.low = (uint32_t)(high >> (count & 31));
        words.high = (uint32_t)(high >> 31);
    } else if (count & 31) {
        words.low = words.low >> (count & 31) | words.high << (32 - (count & 31));
        words.high = (uint32_t)(high >> (count & 31));
    }
    return (int64_t)words.whole;
}
