// A recursive-descent calculator with variables, functions and errors.
#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char* at;
static double variables[26];
static jmp_buf failed;
static char message[64];

static void fail(const char* what) {
    snprintf(message, sizeof message, "%s at '%.8s'", what, at);
    longjmp(failed, 1);
}
static void skip(void) {
    while (isspace((unsigned char)*at)) at++;
}
static int take(char c) {
    skip();
    if (*at != c) return 0;
    at++;
    return 1;
}
static double expression(void);
static double atom(void) {
    skip();
    if (take('(')) {
        const double value = expression();
        if (!take(')')) fail("missing )");
        return value;
    }
    if (isdigit((unsigned char)*at) || *at == '.') {
        char* end;
        const double value = strtod(at, &end);
        at = end;
        return value;
    }
    if (isalpha((unsigned char)*at)) {
        char name[8];
        int length = 0;
        while (isalpha((unsigned char)*at) && length < 7) name[length++] = *at++;
        name[length] = '\0';
        if (length == 1) return variables[tolower((unsigned char)name[0]) - 'a'];
        if (!take('(')) fail("unknown word");
        const double value = expression();
        if (!take(')')) fail("missing )");
        if (strcmp(name, "sqrt") == 0) return sqrt(value);
        if (strcmp(name, "floor") == 0) return floor(value);
        if (strcmp(name, "ln") == 0) return log(value);
        fail("unknown function");
    }
    fail("something missing");
    return 0;
}
static double power(void) {
    const double base = atom();
    return take('^') ? pow(base, power()) : base;
}
static double sign(void) {
    if (take('-')) return -sign();
    return power();
}
static double product(void) {
    double value = sign();
    for (;;) {
        if (take('*')) {
            value *= sign();
        } else if (take('/')) {
            const double divisor = sign();
            if (divisor == 0) fail("division by zero");
            value /= divisor;
        } else if (take('%')) {
            value = fmod(value, sign());
        } else {
            return value;
        }
    }
}
static double expression(void) {
    double value = product();
    for (;;) {
        if (take('+')) value += product();
        else if (take('-')) value -= product();
        else return value;
    }
}

int main(void) {
    static const char* const lines[] = {"1+2*3", "(1+2)*3", "2^3^2", "-2^2", "10/4-1", "a=sqrt(2)", "a*a", "7%4+.5", "ln(2.718281828459045)",
                                        "b = 1e3 + a", "b/0", "(1+2", "1+*2", "foo(3)", "foo", "floor(-1.5) * 2", "1 - - 1", "((((3))))"};
    for (unsigned i = 0; i < sizeof lines / sizeof *lines; i++) {
        at = lines[i];
        if (setjmp(failed)) {
            printf("%s: %s\n", lines[i], message);
            continue;
        }
        const char* equals = strchr(lines[i], '=');
        if (equals) at = equals + 1;
        const double value = expression();
        skip();
        if (*at) fail("too much");
        if (equals) variables[tolower((unsigned char)lines[i][0]) - 'a'] = value;
        printf("%s -> %.10g\n", lines[i], value);
    }
    return 0;
}
