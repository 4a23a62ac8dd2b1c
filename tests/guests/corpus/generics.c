// _Generic, _Static_assert, typeof, statement expressions, inline functions, static in parameters, restrict.
#include <stdio.h>

#define KIND(x) _Generic((x), int: "int", unsigned: "unsigned", long long: "long long", float: "float", double: "double", char*: "char*", const char*: "const char*", default: "other")
#define MAX(a, b) __extension__({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ > b_ ? a_ : b_; })
#define SWAP(a, b) do { __typeof__(a) t_ = a; a = b; b = t_; } while (0)
_Static_assert(sizeof(int) == 4, "32 bits");

inline int triple(int x) { return 3 * x; }
extern inline int triple(int x);
static inline __attribute__((always_inline)) unsigned turn(unsigned x, int n) { return x << n | x >> (32 - n); }
static __attribute__((noinline)) int first(const int values[static 3]) { return values[0] + values[2]; }
static void add(int* restrict to, const int* restrict from, int count) {
    while (count--) *to++ += *from++;
}
static int counted(void) {
    static int calls;
    static int history[4] = {[0] = 100};
    history[calls++ & 3] += calls;
    return history[0] * 1000 + history[1] * 100 + history[2] * 10 + history[3];
}
static __attribute__((pure)) int square(int x) { return x * x; }
static __attribute__((const)) int cube(int x) { return x * x * x; }

int main(void) {
    char text[] = "x";
    printf("%s %s %s %s %s %s %s %s\n", KIND(1), KIND(1u), KIND(1ll), KIND(1.0f), KIND(1.0), KIND(text), KIND("x"), KIND((short)1));
    int a = 3, b = 7;
    printf("%d %.1f\n", MAX(a++, b++), MAX(2.5, 1));
    SWAP(a, b);
    printf("%d %d %d %x\n", a, b, triple(a), turn(0x80000001, 4));
    int x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9}, y[] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
    add(x, y, 9);
    printf("%d %d\n", first(x), first(y));
    for (int i = 0; i < 5; i++) printf("%d ", counted());
    printf("%d\n", square(5) + square(5) + cube(3));
    printf("%s %d\n", __func__, __LINE__);
    const int chosen = __builtin_choose_expr(sizeof(long long) == 8, 1, 2);
    printf("%d %d\n", chosen, __builtin_expect(a > b, 1) ? 10 : 20);
    printf("%d\n", a ?: 5);
    int quotient = 17, rest;
    quotient = (rest = quotient % 5, quotient / 5);
    printf("%d %d\n", quotient, rest);
    return 0;
}
