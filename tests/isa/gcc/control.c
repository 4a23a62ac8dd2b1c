/* What compilers make of control and calls: tables of jumps, loops, recursion, pointers to functions, variable
   arguments, structures by value, frames of every size. */
typedef __builtin_va_list va_list;
typedef struct {
    int a, b, c, d, e;
} five;
typedef struct {
    char c;
    short s;
} small;

extern int other(int);
extern void use(void *);
extern five make(int);

int table(int n) {
    switch (n) {
    case 10: return other(1);
    case 11: return other(5) + 1;
    case 12: return other(9) * 2;
    case 13: return other(3) - 4;
    case 14: return n;
    case 15: return other(other(n));
    case 17: return -n;
    case 18: return other(77);
    case 200: return 1;
    }
    return 0;
}
int sparse(unsigned n) {
    switch (n) {
    case 1: return 5;
    case 1000: return 6;
    case 70000: return 7;
    case 0xfffffff0: return 8;
    }
    return 9;
}
int loop(const int *p, int n) {
    int s = 0;
    for (int i = 0; i < n; ++i) {
        if (p[i] < 0) continue;
        if (p[i] > 1000000) break;
        s += p[i] * (i + 1);
    }
    return s;
}
int nested(char a[][40], int n) {
    int s = 0;
    for (int i = 0; i < n; ++i)
        for (int j = i; j < 40; j += 3) s += a[i][j] == 'x' ? 3 : a[j & 7][i];
    return s;
}
int recursive(int n) { return n < 2 ? n : recursive(n - 1) + recursive(n - 2); }
int even(int n);
int odd(int n) { return n ? even(n - 1) : 0; }
int even(int n) { return n ? odd(n - 1) : 1; }

int pick(int n, int (*f)(int), int (**g)(int)) { return f(n) + g[n & 3](n); }
static int one(int n) { return n + 1; }
static int two(int n) { return n * 2; }
int (*const functions[])(int) = {one, two, other, recursive};
int through(int n) { return functions[n & 3](n); }

int sum(int n, ...) {
    va_list list;
    int s = 0;
    __builtin_va_start(list, n);
    while (n-- > 0) s += __builtin_va_arg(list, int) + (int)__builtin_va_arg(list, long long);
    __builtin_va_end(list);
    return s;
}
int sums(void) { return sum(2, 1, 2ll, 3, 0x123456789abll) + sum(0); }

five by_value(five x, small y, int k) {
    five z = x;
    z.a += y.c + k;
    z.e = y.s;
    return z;
}
int many(int a, int b, int c, int d, int e, int f, int g, int h, long long i) { return a + b * c - d + e + f * g + h + (int)i; }
int call_many(int x) {
    five z = by_value(make(x), (small){1, 2}, x);
    return many(x, 1, 2, 3, 4, 5, 6, 7, 8ll) + z.a + z.e;
}
int frame(int n) {
    char room[5000];
    use(room);
    return room[n];
}
int large_frame(int n) {
    char room[100000];
    use(room);
    return room[n];
}
int dynamic(int n) {
    char *room = __builtin_alloca(n);
    use(room);
    return room[n - 1];
}
void jump(int n) {
    static void *const places[] = {&&a, &&b, &&c};
    goto *places[n % 3];
a:
    use(&n);
b:
    use(0);
c:;
}
__attribute__((noreturn)) void stop(void) {
    for (;;) __asm__ volatile("nop; nop" ::: "memory");
}
int inlined(int a, int b) {
    int r;
    __asm__("mul %0, %1, %2\n\tbeqz %0, 1f\n\taddi %0, %0, 1\n1:" : "=&r"(r) : "r"(a), "r"(b));
    return r;
}
