// Weak functions and variables, defined elsewhere, overridden, aliased, or missing.
#include <stdio.h>

__attribute__((weak)) int overridden(void) { return 1; }
__attribute__((weak)) int kept(void) { return 10; }
__attribute__((weak)) int missing(void);
extern int weak_variable __attribute__((weak));
extern int missing_variable __attribute__((weak));
int aliased(int x);
int call_kept(void);
__attribute__((visibility("hidden"))) int hidden_here = 5;

static int original(int x) { return x * 3; }
int local_alias(int x) __attribute__((alias("original")));

int main(void) {
    printf("%d %d %d\n", overridden(), kept(), call_kept());
    printf("%d %d\n", missing ? missing() : -1, &missing_variable ? missing_variable : -2);
    printf("%d %d\n", weak_variable, aliased(7));
    printf("%d %d\n", local_alias(4), hidden_here);
    return 0;
}
