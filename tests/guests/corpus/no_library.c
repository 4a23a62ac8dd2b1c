// A program that uses nothing but putchar: what gcc itself calls must come from the runtime all the same.
int putchar(int c);

struct Big {
    int words[40];
};
static struct Big make(int seed) {
    struct Big big = {{0}}; // memset
    for (int i = 0; i < 40; i++) big.words[i] = seed * i;
    return big;
}
static void number(long long n) {
    if (n < 0) {
        putchar('-');
        n = -n;
    }
    if (n > 9) number(n / 10);
    putchar('0' + (int)(n % 10));
}

int main(void) {
    struct Big a = make(3), b;
    b = a; // memcpy
    b.words[5] = -7;
    long long sum = 0;
    for (int i = 0; i < 40; i++) sum += (long long)a.words[i] * b.words[i];
    number(sum);
    putchar(' ');
    number(-1234567890123456789ll);
    putchar(' ');
    double x = 1;
    for (int i = 1; i < 20; i++) x *= i;
    number((long long)x);
    putchar(' ');
    number((long long)(1000 * ((float)7 / 3)));
    putchar('\n');
    return (int)(sum & 0);
}
