// What a function returns where it has no value (EDOM) or an infinite one (ERANGE).
#pragma once

#include <errno.h>

static inline double outside_domain(void) {
    errno = EDOM;
    return __builtin_nan("");
}

static inline double at_pole(int negative) {
    errno = ERANGE;
    return negative ? -__builtin_inf() : __builtin_inf();
}

#define IS_NAN(x) __builtin_isnan(x)
#define IS_INFINITE(x) __builtin_isinf(x)
#define IS_SPECIAL(x) (!__builtin_isfinite(x))
