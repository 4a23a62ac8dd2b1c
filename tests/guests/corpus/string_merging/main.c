// Equal strings and constants in several files; tails; wide and escaped ones.
#include <stdio.h>
#include <stddef.h>
#include <string.h>

const char* from_other(int which);
double constant_from_other(void);
static const char* const table[] = {"alpha", "beta", "gamma", "alphabet", "bet", "", "gamma"};
static const char nul_inside[] = "a\0b\0c";
static const char escapes[] = "\x41\102\n\t\"\\\377\?";
static const wchar_t wide[] = L"wide";
static const unsigned short utf16[] = u"hi\u00e9";

int main(void) {
    for (int i = 0; i < 7; i++) printf("%s,", table[i]);
    printf("\n%s %s %d\n", from_other(0), from_other(1), strcmp(from_other(0), "alpha"));
    printf("%zu %d %d\n", sizeof nul_inside, nul_inside[2], nul_inside[4]);
    for (size_t i = 0; i < sizeof escapes; i++) printf("%02x", (unsigned char)escapes[i]);
    printf("\n");
    for (int i = 0; wide[i]; i++) printf("%x ", (unsigned)wide[i]);
    for (int i = 0; utf16[i]; i++) printf("%x ", utf16[i]);
    printf("%s\n", "Umlaut \xc3\xa4, euro \u20ac");
    printf("%.17g %.17g\n", 3.14159265358979 * 2, constant_from_other());
    return 0;
}
