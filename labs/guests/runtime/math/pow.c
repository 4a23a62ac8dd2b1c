#include <math.h>

#include "../float/binary128.h"

#include "errors.h"
#include "exponential.h"
#include "logarithm.h"

// 0: not an integer, 1: odd, 2: even
static int integer_kind(double y) {
    if (fabs(y) >= 0x1p53) return 2;
    const long long whole = (long long)y;
    if ((double)whole != y) return 0;
    return whole & 1 ? 1 : 2;
}

// The cases without arithmetic, as C's annex F lists them; x is not negative unless y is an odd integer or x zero or
// infinite.
static double of_special(double x, double y, int odd) {
    const double size = fabs(x);
    if (IS_INFINITE(y)) {
        if (size == 1) return 1;
        return (size > 1) == (y > 0) ? INFINITY : 0;
    }
    const int negative = odd && signbit(x);
    if (size == 0 && y < 0) return at_pole(negative);
    const double limit = (size == 0) == (y > 0) ? 0 : INFINITY;
    return negative ? -limit : limit;
}

// value · 2^64 in two words, for |value| < 2^63
static Wide to_fixed(X value) {
    const Wide m = {0, value.m};
    if (value.m == 0) return m;
    const Wide shifted =
        value.e >= -1 ? __wide_shift_left(m, value.e + 1) : __wide_shift_right_sticky(m, -1 - value.e);
    return value.negative ? wide_subtract((Wide){0, 0}, shifted) : shifted;
}

double pow(double x, double y) {
    if (x == 1 || y == 0) return 1;
    if (IS_NAN(x) || IS_NAN(y)) return x + y;
    const int kind = IS_INFINITE(y) ? 2 : integer_kind(y);
    if (x == 0 || IS_INFINITE(x) || IS_INFINITE(y)) return of_special(x, y, kind == 1);
    if (x < 0 && kind == 0) return outside_domain();

    // |x|^y = 2^(y · log2 |x|). The whole part of the logarithm is kept apart: its product with y is exact.
    int power;
    const X log = __x_log_of_mantissa(x_absolute(__x_from_double(x)), &power);
    const X reciprocal_of_ln2 = {0xB8AA3B295C17F0BCu, 0, 0};
    X whole = __x_from_fixed((uint64_t)(power < 0 ? -power : power), 64);
    whole.negative = power < 0;
    const X exponent = __x_from_double(y);
    const X of_whole = __x_mul(exponent, whole),
            of_mantissa = __x_mul(exponent, __x_mul(log, reciprocal_of_ln2));
    const X sum = __x_add(of_whole, of_mantissa);
    X result;
    if (sum.m && sum.e >= 12) {  // 2^±4096
        result = (X){FIXED_ONE, sum.negative ? -5000 : 5000, 0};
    } else if (of_whole.e > 40 || of_mantissa.e > 40) {  // two large numbers that cancel
        result = __x_exp2(__power_of_2(sum));
    } else {
        const Wide fixed = wide_add(to_fixed(of_whole), to_fixed(of_mantissa));
        result = __x_exp2((FixedPower){(int64_t)fixed.high, fixed.low});
    }
    result.negative = x < 0 && kind == 1;
    return __x_to_double(result);
}

float powf(float x, float y) { return (float)pow(x, y); }
