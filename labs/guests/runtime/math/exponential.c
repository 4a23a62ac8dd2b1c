#include "exponential.h"

#include "../float/binary128.h"

// value = wide / 2^64
static FixedPower signed_power(Wide wide, int negative) {
    if (negative) wide = wide_subtract((Wide){0, 0}, wide);
    return (FixedPower){(int64_t)wide.high, wide.low};
}

// x · constant, the constant being high:low / 2^(127 - whole_bits) with `whole_bits` bits before the point.
static FixedPower multiply(X x, uint64_t high, uint64_t low, int bits_before_point) {
    enum { TOO_LARGE = 14 };  // |x| >= 2^14
    if (x.m == 0) return (FixedPower){0, 0};
    if (x.e >= TOO_LARGE) return (FixedPower){x.negative ? -20000 : 20000, 0};
    // The upper 128 of the product's 192 bits.
    const uint64_t lower = __high_product(x.m, low);
    const uint64_t middle = x.m * high;
    Wide product = {__high_product(x.m, high), middle + lower};
    product.high += product.low < middle;
    // x.m has one bit before its point, the constant bits_before_point, the result 64.
    const int shift = 64 - 1 - bits_before_point - x.e;
    return signed_power(__wide_shift_right_sticky(product, shift), x.negative);
}

FixedPower __power_of_e(X x) { return multiply(x, 0xB8AA3B295C17F0BBu, 0xBE87FED0691D3E88u, 1); }
FixedPower __power_of_10(X x) { return multiply(x, 0xD49A784BCD1B8AFEu, 0x492BF6FF4DAFDB4Cu, 2); }
FixedPower __power_of_2(X x) { return multiply(x, FIXED_ONE, 0, 1); }

// 1/n!
static const uint64_t exp_series[] = {
    FIXED_ONE,
    FIXED_ONE,
    FIXED_ONE / 2,
    FIXED_ONE / 6,
    FIXED_ONE / 24,
    FIXED_ONE / 120,
    FIXED_ONE / 720,
    FIXED_ONE / 5040,
    FIXED_ONE / 40320,
    FIXED_ONE / 362880,
    FIXED_ONE / 3628800,
    FIXED_ONE / 39916800,
    FIXED_ONE / 479001600,
    FIXED_ONE / 6227020800,
    FIXED_ONE / 87178291200,
    FIXED_ONE / 1307674368000,
    FIXED_ONE / 20922789888000,
    FIXED_ONE / 355687428096000,
    FIXED_ONE / 6402373705728000,
    FIXED_ONE / 121645100408832000,
};
enum { EXP_TERMS = sizeof exp_series / sizeof *exp_series };

X __x_exp2(FixedPower power) {
    const uint64_t r = __high_product(power.fraction, X_LN2.m);  // below ln 2
    return (X){__poly_plus(exp_series, EXP_TERMS, r), (int)power.whole, 0};
}

X __x_expm1(X x) {
    if (x.m == 0) return x;
    if (x.e >= -1) return x_sub(x_exp(x), X_ONE);
    // x · (1 + x/2! + x²/3! …)
    const uint64_t t = __x_to_fraction(x);
    const uint64_t series = x.negative ? __poly_minus(exp_series + 1, EXP_TERMS - 1, t)
                                       : __poly_plus(exp_series + 1, EXP_TERMS - 1, t);
    return __x_mul(x, __x_from_fixed(series, 1));
}
