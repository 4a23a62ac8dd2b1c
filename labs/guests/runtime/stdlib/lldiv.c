#include <inttypes.h>
#include <stdlib.h>

lldiv_t lldiv(long long numerator, long long denominator) {
    return (lldiv_t){numerator / denominator, numerator % denominator};
}

imaxdiv_t imaxdiv(intmax_t numerator, intmax_t denominator) {
    return (imaxdiv_t){numerator / denominator, numerator % denominator};
}
