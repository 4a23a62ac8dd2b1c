#include "shiftdi3.h"

uint64_t __lshrdi3(uint64_t value, int count) {
    Words words = {value};
    if (count & 32) {
        words.low = words.high >> (count & 31);
        words.high = 0;
    } else if (count & 31) {
        words.low = words.low >> (count & 31) | words.high << (32 - (count & 31));
        words.high >>= count & 31;
    }
    return words.whole;
}
