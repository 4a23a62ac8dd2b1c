// host: no  (long double has 128 bits here)
// Quadruple precision, and the runtime's printf and strtold of it.
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static volatile long double third = 1.0L / 3, ten = 10;

int main(void) {
    printf("%d bits, %d digits, %zu bytes\n", LDBL_MANT_DIG, LDBL_DIG, sizeof(long double));
    printf("%.40Lf\n%.36Le\n%Lg\n", third, third, third);
    long double x = 1;
    for (int i = 0; i < 40; i++) x *= ten;
    printf("%.0Lf %.10Le\n", x, 1 / x);
    for (int i = 0; i < 20; i++) x *= x;
    printf("%Lf %d\n", x, !!isinf(x));
    // sqrt(2) by Newton's method
    long double root = 1;
    for (int i = 0; i < 8; i++) root = (root + 2 / root) / 2;
    printf("%.34Lf %d\n", root, root * root < 2.0000000000000000000000000000000001L);
    printf("%La %La\n", third, LDBL_MIN);
    printf("%.5Le %.5Le %.5Le\n", LDBL_MAX, LDBL_MIN, LDBL_EPSILON);
    printf("%lld %d %u %llu\n", (long long)(ten * 123456789012345678.0L / ten), (int)(-ten / 4), (unsigned)(ten * 400000000),
           (unsigned long long)(ten * 1000000000000000000.0L));
    printf("%.1Lf %.1Lf %.1f %.1f\n", (long double)-7, (long double)18446744073709551615ull, (double)(ten / 4), (float)(ten / 4));
    char* end;
    x = strtold("3.14159265358979323846264338327950288419716939937510582", &end);
    printf("%.36Lf [%s]\n", x, end);
    printf("%.20Le\n", strtold("1e-4900", NULL));
    printf("%d %d %d %d\n", third < ten, third > ten, third == third, third != ten);
    printf("%.3Lf %.3Lf\n", fabsl(-third), -third);
    return 0;
}
