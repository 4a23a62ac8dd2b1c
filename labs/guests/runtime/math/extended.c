#include "extended.h"

#include "../float/binary64.h"

X __x_from_double(double value) {
    const Bits bits = to_bits(value);
    if (magnitude_of(bits) == 0) return (X){0, 0, bits != 0};
    X x;
    x.negative = (bits & SIGN_BIT) != 0;
    x.e = unpack(bits, &x.m) - EXPONENT_BIAS;
    x.m <<= 1;
    return x;
}

X __x_from_fixed(uint64_t value, int bits_before_point) {
    if (value == 0) return X_ZERO;
    const int shift = leading_zeros(value);
    return (X){value << shift, bits_before_point - 1 - shift, 0};
}

uint64_t __x_to_fraction(X value) {
    const int shift = -1 - value.e;
    return shift < 64 ? value.m >> shift : 0;
}

X __x_add(X a, X b) {
    if (a.m == 0) return b;
    if (b.m == 0) return a;
    if (x_below(a, b)) {
        const X swap = a;
        a = b;
        b = swap;
    }
    const int distance = a.e - b.e;
    const uint64_t small = distance < 64 ? b.m >> distance : 0;
    if (a.negative == b.negative) {
        const uint64_t sum = a.m + small;
        if (sum < small) return (X){sum >> 1 | FIXED_ONE, a.e + 1, a.negative};
        return (X){sum, a.e, a.negative};
    }
    const uint64_t difference = a.m - small;
    if (difference == 0) return X_ZERO;
    const int shift = leading_zeros(difference);
    return (X){difference << shift, a.e - shift, a.negative};
}

uint64_t __high_product(uint64_t a, uint64_t b) {
    uint64_t low;
    return wide_product(a, b, &low);
}

X __x_mul(X a, X b) {
    uint64_t low;
    uint64_t high = wide_product(a.m, b.m, &low);
    if (high == 0) return X_ZERO;
    int e = a.e + b.e + 1;
    if (!(high & FIXED_ONE)) {
        high = high << 1 | low >> 63;
        e--;
    }
    return (X){high, e, a.negative != b.negative};
}

X __x_div(X a, X b) {
    if (a.m == 0) return X_ZERO;
    int e = a.e - b.e;
    uint64_t rest = a.m, quotient = 0;
    int carry = 0;  // the 65th bit of rest
    if (a.m < b.m) {
        carry = 1;
        rest <<= 1;
        e--;
    }
    for (int bit = 0; bit < 64; bit++) {
        quotient <<= 1;
        if (carry || rest >= b.m) {
            rest -= b.m;
            quotient |= 1;
        }
        carry = (rest & FIXED_ONE) != 0;
        rest <<= 1;
    }
    return (X){quotient, e, a.negative != b.negative};
}

X __x_sqrt(X a) {
    if (a.m == 0) return X_ZERO;
    // An even exponent, and the significand below four; 61 bits of root, two bits of the radicand at a time.
    const int odd = a.e & 1;
    uint64_t radicand = odd ? a.m : a.m >> 1;
    uint64_t root = 0, rest = 0;
    for (int bit = 0; bit < 61; bit++) {
        rest = rest << 2 | radicand >> 62;
        radicand <<= 2;
        root <<= 1;
        if (rest > 2 * root) {
            rest -= 2 * root + 1;
            root++;
        }
    }
    return (X){root << 3, (a.e - odd) / 2, 0};
}

uint64_t __poly_plus(const uint64_t* coefficients, int count, uint64_t z) {
    uint64_t sum = 0;
    while (count-- > 0) sum = coefficients[count] + __high_product(sum, z);
    return sum;
}

uint64_t __poly_minus(const uint64_t* coefficients, int count, uint64_t z) {
    uint64_t sum = 0;
    while (count-- > 0) sum = coefficients[count] - __high_product(sum, z);
    return sum;
}
