// strtol and its sisters, strtod, atoi.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
    static const char* const texts[] = {"0", "42", "-42", "  +7rest", "0x1f", "-0xFF", "017", "z", "zz", "2147483647", "99999999999999999999", "-99999999999999999999", "", "  ", "-", "0x", "1e5", "08"};
    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
        char* end;
        printf("[%s]", texts[i]);
        for (int base = 0; base <= 36; base += base == 0 ? 8 : base == 8 ? 2 : base == 10 ? 6 : 20) {
            errno = 0;
            const long long value = strtoll(texts[i], &end, base);
            printf(" %lld+%d%s", value, (int)(end - texts[i]), errno ? "!" : "");
            errno = 0;
            const unsigned long long u = strtoull(texts[i], &end, base);
            printf(" %llu%s", u, errno ? "!" : "");
        }
        printf(" %d\n", i < 10 ? atoi(texts[i]) : 0);
    }
    static const char* const reals[] = {"0", "1.5", "-2.75e3", ".5", "5.", "1e400", "-1e400", "1e-400", "0x1.8p1", "inf", "-infinity", "nan", "1e", "1e+", "e5", ".", "3.14abc", "179769313486231580793e289", "2.2250738585072011e-308", "9007199254740993", "0.1000000000000000055511151231257827021181583404541015625", "123456789012345678901234567890"};
    for (unsigned i = 0; i < sizeof reals / sizeof *reals; i++) {
        char* end;
        errno = 0;
        const double value = strtod(reals[i], &end);
        printf("[%s] %.17g +%d%s %.9g\n", reals[i], value, (int)(end - reals[i]), errno ? "!" : "", (double)strtof(reals[i], NULL));
    }
    return 0;
}
