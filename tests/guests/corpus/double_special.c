// Infinities, NaN, signed zeros, subnormals.
#include <float.h>
#include <math.h>
#include <stdio.h>

static volatile double zero = 0, one = 1, huge = DBL_MAX, tiny = DBL_MIN;

static void show(const char* name, double x) {
    printf("%s: nan %d inf %d finite %d normal %d zero %d", name, !!isnan(x), !!isinf(x), !!isfinite(x), !!isnormal(x), x == 0);
    if (!isnan(x)) printf(" sign %d %g", !!signbit(x), x);
    printf("\n");
}

int main(void) {
    const double infinity = one / zero, nan = zero / zero;
    show("1/0", infinity);
    show("-1/0", -one / zero);
    show("0/0", nan);
    show("inf-inf", infinity - infinity);
    show("inf*0", infinity * zero);
    show("max*2", huge * 2);
    show("-max-max", -huge - huge);
    show("min/2", tiny / 2);
    show("min/2^52", tiny / 4503599627370496.0);
    show("min/2^53", tiny / 9007199254740992.0);
    show("-0", -zero);
    show("0-0", zero - zero);
    show("-0-0", -zero - zero);
    show("-0+0", -zero + zero);
    show("1/-0", one / -zero);
    printf("%d %d %d %d %d %d\n", nan == nan, nan != nan, nan < one, nan > one, !(nan >= one), !(nan <= one));
    printf("%d %d %d\n", zero == -zero, infinity > huge, -infinity < -huge);
    printf("%d %d %d\n", fpclassify(tiny / 2) == FP_SUBNORMAL, fpclassify(zero) == FP_ZERO, fpclassify(one) == FP_NORMAL);
    printf("%d %d\n", !!isunordered(nan, one), !!isless(one, infinity));
    return 0;
}
