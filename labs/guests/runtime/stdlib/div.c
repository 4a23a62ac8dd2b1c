#include <stdlib.h>

div_t div(int numerator, int denominator) {
    return (div_t){numerator / denominator, numerator % denominator};
}
ldiv_t ldiv(long numerator, long denominator) {
    return (ldiv_t){numerator / denominator, numerator % denominator};
}
