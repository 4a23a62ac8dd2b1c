// sscanf: numbers, strings, sets, widths, counts, failures.
#include <stdio.h>

int main(void) {
    int a = 0, b = 0, n = 0;
    unsigned u = 0;
    long long big = 0;
    float f = 0;
    double d = 0;
    char word[32] = "", c = 0;
    printf("%d", sscanf("12 -34", "%d%d", &a, &b));
    printf(" %d %d\n", a, b);
    printf("%d", sscanf("  0x1F 017 0x1f 42", "%i%i%x%u", &a, &b, &u, (unsigned*)&n));
    printf(" %d %d %u %d\n", a, b, u, n);
    printf("%d", sscanf("-9000000000000000000", "%lld", &big));
    printf(" %lld\n", big);
    printf("%d", sscanf("3.25 -1e3 .5", "%f%lf%*f", &f, &d));
    printf(" %g %g\n", f, d);
    printf("%d", sscanf("hello world", "%s %c", word, &c));
    printf(" %s %c\n", word, c);
    printf("%d", sscanf("abc123def", "%[a-z]%d%n", word, &a, &n));
    printf(" %s %d %d\n", word, a, n);
    printf("%d", sscanf("key = value;", "%[^= ] = %[^;]", word, word + 16));
    printf(" %s %s\n", word, word + 16);
    printf("%d", sscanf("20240229", "%4d%2d%2d", &a, &b, &n));
    printf(" %d %d %d\n", a, b, n);
    printf("%d %d %d\n", sscanf("", "%d", &a), sscanf("x", "%d", &a), sscanf("12x", "%dx%d", &a, &b));
    printf("%d", sscanf("10%20", "%d%%%d", &a, &b));
    printf(" %d %d\n", a, b);
    short s = 0;
    signed char h = 0;
    printf("%d", sscanf("-123 77", "%hd %hhd", &s, &h));
    printf(" %d %d\n", s, h);
    printf("%d", sscanf("inf nan", "%lf %f", &d, &f));
    printf(" %g %d\n", d, f != f);
    return 0;
}
