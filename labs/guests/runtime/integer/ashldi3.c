#include "shiftdi3.h"

uint64_t __ashldi3(uint64_t value, int count) {
    Words words = {value};
    if (count & 32) {
        words.high = words.low << (count & 31);
        words.low = 0;
    } else if (count & 31) {
        words.high = words.high << (count & 31) | words.low >> (32 - (count & 31));
        words.low <<= count & 31;
    }
    return words.whole;
}
