#include "trigonometry.h"

// 1/(2n+1)
static const uint64_t arctan_series[] = {
    FIXED_ONE,      FIXED_ONE / 3,  FIXED_ONE / 5,  FIXED_ONE / 7,  FIXED_ONE / 9,  FIXED_ONE / 11,
    FIXED_ONE / 13, FIXED_ONE / 15, FIXED_ONE / 17, FIXED_ONE / 19, FIXED_ONE / 21, FIXED_ONE / 23,
    FIXED_ONE / 25, FIXED_ONE / 27, FIXED_ONE / 29, FIXED_ONE / 31, FIXED_ONE / 33, FIXED_ONE / 35,
};

// |t| <= tan 15°
static X arctan_of_small(X t) {
    if (t.m == 0) return t;
    const uint64_t z = __x_to_fraction(__x_mul(x_absolute(t), x_absolute(t)));
    const uint64_t series = __poly_minus(arctan_series, sizeof arctan_series / sizeof *arctan_series, z);
    return __x_mul(t, __x_from_fixed(series, 1));
}

// 0 <= t <= 1
static X arctan_of_fraction(X t) {
    const X tan_15 = {0x8930A2F4F66AB18Au, -2, 0}, root_of_3 = {0xDDB3D742C265539Eu, 0, 0};
    const X sixth_of_pi = {0x860A91C16B9B2C23u, -1, 0};
    if (t.m == 0 || !x_below(tan_15, t)) return arctan_of_small(t);
    // arctan t = 30° + arctan((t √3 - 1) / (t + √3))
    const X turned = __x_div(x_sub(__x_mul(t, root_of_3), X_ONE), __x_add(t, root_of_3));
    return __x_add(sixth_of_pi, arctan_of_small(turned));
}

X __x_angle(X y, X x) {
    if (x.m == 0) return X_HALF_PI;
    if (y.m == 0) return y;
    if (x_below(x, y)) return x_sub(X_HALF_PI, arctan_of_fraction(__x_div(x, y)));
    return arctan_of_fraction(__x_div(y, x));
}
