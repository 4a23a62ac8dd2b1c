// Deep recursion, direct and mutual.
#include <stdio.h>

static unsigned deepest;

static unsigned ackermann(unsigned m, unsigned n, unsigned depth) {
    if (depth > deepest) deepest = depth;
    if (m == 0) return n + 1;
    if (n == 0) return ackermann(m - 1, 1, depth + 1);
    return ackermann(m - 1, ackermann(m, n - 1, depth + 1), depth + 1);
}

static int is_odd(unsigned n);
static int is_even(unsigned n) { return n == 0 ? 1 : is_odd(n - 1); }
static int is_odd(unsigned n) { return n == 0 ? 0 : is_even(n - 1); }

static int takeuchi(int x, int y, int z) {
    return y >= x ? z : takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x), takeuchi(z - 1, x, y));
}

// Hofstadter's G and H
static int g(int n) { return n == 0 ? 0 : n - g(g(n - 1)); }

int main(void) {
    printf("%u", ackermann(2, 3, 0));
    printf(" %u", ackermann(3, 4, 0));
    printf(" %s\n", deepest > 100 ? "deep" : "shallow");
    printf("%d %d\n", is_even(500), is_odd(501));
    printf("%d\n", takeuchi(10, 5, 0));
    for (int i = 0; i < 20; i++) printf("%d ", g(i));
    printf("\n");
    return 0;
}
