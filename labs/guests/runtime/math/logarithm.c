#include "logarithm.h"

// 1/(2n+1)
static const uint64_t artanh_series[] = {
    FIXED_ONE,      FIXED_ONE / 3,  FIXED_ONE / 5,  FIXED_ONE / 7,  FIXED_ONE / 9,
    FIXED_ONE / 11, FIXED_ONE / 13, FIXED_ONE / 15, FIXED_ONE / 17, FIXED_ONE / 19,
    FIXED_ONE / 21, FIXED_ONE / 23, FIXED_ONE / 25, FIXED_ONE / 27,
};

X __x_artanh(X s) {
    if (s.m == 0) return s;
    const uint64_t series = __poly_plus(artanh_series, sizeof artanh_series / sizeof *artanh_series,
                                        __x_to_fraction(x_absolute(__x_mul(s, s))));
    return __x_mul(s, __x_from_fixed(series, 1));
}

// 2 artanh(u / (2 + u)), u from sqrt(1/2)-1 to sqrt(2)-1.
static X log_near_one(X u) {
    if (u.m == 0) return u;
    return x_scale(__x_artanh(__x_div(u, __x_add(x_scale(X_ONE, 1), u))), 1);
}

X __x_log_of_mantissa(X v, int* power) {
    const uint64_t root_of_two = 0xB504F333F9DE6484u;
    *power = v.e;
    v.e = 0;
    if (v.m > root_of_two) {
        v.e = -1;
        ++*power;
    }
    return log_near_one(x_sub(v, X_ONE));
}

static X from_power(int power) {
    X x = __x_from_fixed((uint64_t)(power < 0 ? -power : power), 64);
    x.negative = power < 0;
    return x;
}

X __x_log(X v) {
    int power;
    const X log = __x_log_of_mantissa(v, &power);
    return __x_add(__x_mul(from_power(power), X_LN2), log);
}

X __x_log2(X v) {
    int power;
    const X log = __x_log_of_mantissa(v, &power);
    const X reciprocal_of_ln2 = {0xB8AA3B295C17F0BCu, 0, 0};
    return __x_add(from_power(power), __x_mul(log, reciprocal_of_ln2));
}

X __x_log1p(X u) {
    if (u.m == 0 || u.e < -2) return log_near_one(u);
    return __x_log(__x_add(X_ONE, u));
}
