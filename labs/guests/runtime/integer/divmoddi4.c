#include "udivmoddi4.h"

// The quotient is rounded towards zero; the remainder has the numerator's sign.
int64_t __divmoddi4(int64_t numerator, int64_t denominator, int64_t* remainder) {
    const uint64_t a = numerator < 0 ? -(uint64_t)numerator : (uint64_t)numerator;
    const uint64_t b = denominator < 0 ? -(uint64_t)denominator : (uint64_t)denominator;
    uint64_t rest;
    const uint64_t quotient = __udivmoddi4(a, b, &rest);
    if (remainder) *remainder = (int64_t)(numerator < 0 ? -rest : rest);
    return (int64_t)((numerator ^ denominator) < 0 ? -quotient : quotient);
}
