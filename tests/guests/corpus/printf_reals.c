// printf of doubles, exact to the last digit.
#include <float.h>
#include <stdio.h>

int main(void) {
    static const double values[] = {0, -0.0, 1, -1, 0.1, 0.5, 1.5, 2.5, 9.995, 99.995, 1234.5678, 1e10, 1e15, 1e16, 123456789012345680.0, 1e-5, 1.23e-7, 1e100, 3.0e-310, 0.0001, 0.00001, 100000, 1000000, 9.9999995, DBL_MAX, DBL_MIN, 1.0 / 0.0, -1.0 / 0.0};
    static const char* const formats[] = {"[%f]", "[%.0f]", "[%#.0f]", "[%.3f]", "[%10.2f]", "[%-10.2f]", "[%010.2f]", "[%+.1f]", "[% .1f]", "[%e]", "[%.0e]", "[%.15e]", "[%12.3E]", "[%g]", "[%G]", "[%.3g]", "[%.10g]", "[%.17g]", "[%#g]", "[%.0g]", "[%a]", "[%.2a]", "[%A]", "[%20a]"};
    for (unsigned v = 0; v < sizeof values / sizeof *values; v++) {
        for (unsigned f = 0; f < sizeof formats / sizeof *formats; f++) printf(formats[f], values[v]);
        printf("\n");
    }
    printf("%.60f\n", 0.1);
    printf("%.1074f\n", 5e-324);
    printf("%.30e\n", 2.0 / 3);
    printf("%f %f %f\n", 0.5f, 1.0f / 3, 16777216.0f);
    for (int places = 0; places < 20; places++) printf("%.*f %.*e\n", places, 2.5 / 7, places, 12345.6789 / 3);
    return 0;
}
