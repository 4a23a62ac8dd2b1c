#include "trigonometry.h"

int __clzdi2(uint64_t value);

// The method of Payne and Hanek (1983). x = M · 2^q, M being its significand's 64 bits. Of 2/π only a window of 224
// bits matters: bits above it would add whole turns to x · 2/π, bits below it are too small. The product's lower 224
// bits are the quadrant (two bits) and the fraction of a right angle, of which at most 62 leading bits cancel.
enum { WINDOW = 7, LEADING_ZEROS = 96 };

// Bits of 2/π behind the point, after 96 zeros for numbers near one.
static const uint32_t two_over_pi[] = {
    0,          0,          0,          0xA2F9836E, 0x4E441529, 0xFC2757D1, 0xF534DDC0,
    0xDB629599, 0x3C439041, 0xFE5163AB, 0xDEBBC561, 0xB7246E3A, 0x424DD2E0, 0x06492EEA,
    0x09D1921C, 0xFE1DEB1C, 0xB129A73E, 0xE88235F5, 0x2EBB4484, 0xE99C7026, 0xB45F7E41,
    0x3991D639, 0x835339F4, 0x9C845F8B, 0xBDF9283B, 0x1FF897FF, 0xDE05980F, 0xEF2F118B,
    0x5A0A6D1F, 0x6D367ECF, 0x27CB09B7, 0x4F463F66, 0x9E5FEA2D, 0x7527BAC7, 0xEBE5F17B,
    0x3D0739F7, 0x8A5292EA, 0x6BFB5FB1, 0x1F8D5D08, 0x56033046, 0xFC7B6BAB,
};

// Words of the window, the least significant first; its top bit is the bit of 2/π that has weight 2^1 in x · 2/π.
static void take_window(uint32_t window[WINDOW], int q) {
    const int first = q - 2 + LEADING_ZEROS;  // in two_over_pi; bit i of the fraction has weight 2^-i
    for (int i = 0; i < WINDOW; i++) {
        const uint32_t* word = two_over_pi + first / 32 + (WINDOW - 1 - i);
        const int shift = first % 32;
        window[i] = shift ? word[0] << shift | word[1] >> (32 - shift) : word[0];
    }
}

static void multiply_by_word(uint32_t product[WINDOW], const uint32_t window[WINDOW], uint32_t factor,
                             int at) {
    uint64_t carry = 0;
    for (int i = 0; i + at < WINDOW; i++) {
        carry += (uint64_t)window[i] * factor + product[i + at];
        product[i + at] = (uint32_t)carry;
        carry >>= 32;
    }
}

X __x_reduce(X x, int* quadrant) {
    *quadrant = 0;
    if (x.m == 0 || x_below(x, (X){X_HALF_PI.m, -1, 0})) return x;
    uint32_t window[WINDOW], product[WINDOW] = {0};
    take_window(window, x.e - 63);
    multiply_by_word(product, window, (uint32_t)x.m, 0);
    multiply_by_word(product, window, (uint32_t)(x.m >> 32), 1);

    int turns = (int)(product[WINDOW - 1] >> 30);
    const int beyond_half = (product[WINDOW - 1] >> 29 & 1) != 0;
    turns += beyond_half;
    for (int i = WINDOW - 1; i >= 0; i--) {  // the fraction alone; beyond one half, its distance to one
        product[i] = product[i] << 2 | (i > 0 ? product[i - 1] >> 30 : 0);
        if (beyond_half) product[i] = ~product[i];
    }
    int zeros = 0;
    int top = WINDOW - 1;
    for (; top > 1 && product[top] == 0; top--) zeros += 32;
    uint64_t m = (uint64_t)product[top] << 32 | product[top - 1];
    const int shift = __clzdi2(m);
    if (shift) m = m << shift | (top > 1 ? product[top - 2] : 0u) >> (32 - shift);
    const X fraction = {m, -1 - zeros - shift, beyond_half != x.negative};
    *quadrant = (x.negative ? -turns : turns) & 3;
    return __x_mul(fraction, X_HALF_PI);
}

// 1/(2n+1)! and 1/(2n)!
static const uint64_t sin_series[] = {
    FIXED_ONE,
    FIXED_ONE / 6,
    FIXED_ONE / 120,
    FIXED_ONE / 5040,
    FIXED_ONE / 362880,
    FIXED_ONE / 39916800,
    FIXED_ONE / 6227020800,
    FIXED_ONE / 1307674368000,
    FIXED_ONE / 355687428096000,
    FIXED_ONE / 121645100408832000,
};
static const uint64_t cos_series[] = {
    FIXED_ONE,
    FIXED_ONE / 2,
    FIXED_ONE / 24,
    FIXED_ONE / 720,
    FIXED_ONE / 40320,
    FIXED_ONE / 3628800,
    FIXED_ONE / 479001600,
    FIXED_ONE / 87178291200,
    FIXED_ONE / 20922789888000,
    FIXED_ONE / 6402373705728000,
    FIXED_ONE / 2432902008176640000,
};

X __x_sin_of_octant(X x) {
    if (x.m == 0) return x;
    const uint64_t z = __x_to_fraction(__x_mul(x_absolute(x), x_absolute(x)));
    return __x_mul(x, __x_from_fixed(__poly_minus(sin_series, sizeof sin_series / sizeof *sin_series, z), 1));
}

X __x_cos_of_octant(X x) {
    const uint64_t z = x.m ? __x_to_fraction(__x_mul(x_absolute(x), x_absolute(x))) : 0;
    return __x_from_fixed(__poly_minus(cos_series, sizeof cos_series / sizeof *cos_series, z), 1);
}
