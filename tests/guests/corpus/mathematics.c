// math.h, printed to 14 digits.
#include <math.h>
#include <stdio.h>

int main(void) {
    static volatile double xs[] = {0.1, 0.5, 0.7071, 1, 1.5, 2, 3.14159, 10, 100.25, 12345.678};
    for (unsigned i = 0; i < sizeof xs / sizeof *xs; i++) {
        const double x = xs[i];
        printf("%g: %.14g %.14g %.14g %.14g", x, sqrt(x), cbrt(x), exp(x / 20), log(x));
        printf(" %.14g %.14g %.14g", sin(x), cos(x), tan(x));
        printf(" %.14g %.14g %.14g", atan(x), sinh(x / 100), tanh(x));
        if (x <= 1) printf(" %.14g %.14g", asin(x), acos(x));
        printf(" %.14g %.14g %.14g %.14g\n", pow(x, 1.7), pow(2, x / 50), log10(x), log2(x));
    }
    static volatile double ys[] = {-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4999, -7.999, 1e10, 0.49999999999999994};
    for (unsigned i = 0; i < sizeof ys / sizeof *ys; i++) {
        const double y = ys[i];
        double whole;
        int exponent;
        printf("%g: %g %g %g %g %g %ld", y, floor(y), ceil(y), trunc(y), round(y), rint(y), i == 8 ? 0 : lround(y));
        const double part = modf(y, &whole);
        printf(" %.10g %g", part, whole);
        const double mantissa = frexp(y, &exponent);
        printf(" %.10g %d %.10g\n", mantissa, exponent, ldexp(y, 3));
    }
    printf("%g %g %g %g\n", fmod(10, 3), fmod(-10, 3), fmod(1e20, 7), remainder(10, 4));
    printf("%.14g %.14g %g %g\n", atan2(1, -1), hypot(3, 4), fmax(1, 2), fmin(1, 2));
    printf("%.14g %.14g %.14g\n", fma(2, 3, 4), expm1(1e-5), log1p(1e-5));
    printf("%.14g %.14g %.14g\n", sin(1e10), cos(1e15), tan(-1e6));
    printf("%g %g %g\n", copysign(3, -0.0), fabs(-2.5), fdim(5, 3));
    printf("%.6f %.6f %.6f %.6f %.6f\n", sqrtf(2), sinf(1), powf(2, 0.5f), floorf(-2.5f), expf(1));
    return 0;
}
