// The six comparisons, for the width of the including file. gcc compares the int that these return with zero; with a
// NaN it is such that every relation but != is false.
#pragma once

// -1, 0, 1 for less, equal, greater; `unordered` with a NaN.
static inline int compare_bits(Bits a, Bits b, int unordered) {
    if (is_nan(a) || is_nan(b)) return unordered;
    if (magnitude_of(a | b) == 0)  // +0 equals -0
        return 0;
    if (a == b) return 0;
    if ((a ^ b) & SIGN_BIT) return a & SIGN_BIT ? -1 : 1;
    return (a < b) != (a >> (TOTAL_BITS - 1)) ? -1 : 1;
}
