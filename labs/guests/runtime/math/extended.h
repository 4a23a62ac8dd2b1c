// Arithmetic for the mathematical functions: 64 bits of significand and an exponent that does not overflow. A machine
// without floating-point hardware gains nothing from working in double; with eleven bits to spare the last rounding to
// double is almost always the only one that shows.
//
// Errors: each operation is within 2^-63 of its result; results are cut, not rounded.
#pragma once

#include <stdint.h>

// (-1)^negative · m/2^63 · 2^e, the top bit of m being set; zero has m = 0.
typedef struct {
    uint64_t m;
    int e;
    int negative;
} X;

// 2^63: one, in fixed point with one bit before the binary point.
#define FIXED_ONE 0x8000000000000000u

#define X_ZERO ((X){0, 0, 0})
#define X_ONE ((X){FIXED_ONE, 0, 0})
#define X_LN2 ((X){0xB17217F7D1CF79ACu, -1, 0})
#define X_HALF_PI ((X){0xC90FDAA22168C235u, 0, 0})
#define X_PI ((X){0xC90FDAA22168C235u, 1, 0})

X __x_from_double(double value);  // finite
double __x_to_double(X value);    // rounded; too large is infinity and sets errno, as too small does
X __x_from_fixed(uint64_t value, int bits_before_point);
uint64_t __x_to_fraction(X value);  // |value| < 1 as value · 2^64
X __x_add(X a, X b);
X __x_mul(X a, X b);
X __x_div(X a, X b);
X __x_sqrt(X a);  // not negative; within 2^-60

static inline X x_negate(X a) { return (X){a.m, a.e, !a.negative}; }
static inline X x_absolute(X a) { return (X){a.m, a.e, 0}; }
static inline X x_scale(X a, int power) { return (X){a.m, a.e + power, a.negative}; }
static inline X x_sub(X a, X b) { return __x_add(a, x_negate(b)); }
static inline int x_below(X a, X b) {  // of absolute values, neither zero
    return a.e < b.e || (a.e == b.e && a.m < b.m);
}

// The upper half of a product: for fractions, the product.
uint64_t __high_product(uint64_t a, uint64_t b);

// c[0] ± z(c[1] ± z(c[2] …)) in fixed point, 0 <= z < 1 being a fraction. With minus the sums must stay positive.
uint64_t __poly_plus(const uint64_t* coefficients, int count, uint64_t z);
uint64_t __poly_minus(const uint64_t* coefficients, int count, uint64_t z);
