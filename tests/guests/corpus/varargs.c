// Variable arguments of every width, copied and passed on.
#include <stdarg.h>
#include <stdio.h>

typedef struct {
    int a;
    char b;
} Small;
typedef struct {
    double x, y, z;
} Large;

static long long sum(const char* kinds, ...) {
    va_list arguments;
    va_start(arguments, kinds);
    long long total = 0;
    for (; *kinds; kinds++) {
        switch (*kinds) {
        case 'i': total += va_arg(arguments, int); break;
        case 'u': total += va_arg(arguments, unsigned); break;
        case 'l': total += va_arg(arguments, long long); break;
        case 'd': total += (long long)(va_arg(arguments, double) * 10); break;
        case 'D': total += (long long)(va_arg(arguments, long double) * 10); break;
        case 'p': total += *va_arg(arguments, int*); break;
        case 's': {
            const Small small = va_arg(arguments, Small);
            total += small.a * 100 + small.b;
            break;
        }
        case 'L': {
            const Large large = va_arg(arguments, Large);
            total += (long long)(large.x + large.y * 1000 + large.z * 1000000);
            break;
        }
        default: break;
        }
    }
    va_end(arguments);
    return total;
}

static int count_twice(int count, ...) {
    va_list once, twice;
    va_start(once, count);
    va_copy(twice, once);
    int total = 0;
    for (int i = 0; i < count; i++) total += va_arg(once, int);
    for (int i = 0; i < count; i++) total += 10 * va_arg(twice, int);
    va_end(once);
    va_end(twice);
    return total;
}

static void pass_on(char* to, const char* format, va_list arguments) { vsprintf(to, format, arguments); }
static void print(const char* format, ...) {
    char text[100];
    va_list arguments;
    va_start(arguments, format);
    pass_on(text, format, arguments);
    va_end(arguments);
    puts(text);
}

int main(void) {
    int target = 5;
    printf("%lld\n", sum(""));
    printf("%lld\n", sum("iii", 1, 2, 3));
    printf("%lld\n", sum("iliilu", 1, 20000000000ll, 3, 4, -50000000000ll, 4000000000u));
    printf("%lld\n", sum("didpiiiid", 1.5, 2, 3.5, &target, 1, 2, 3, 4, 100.1));
    printf("%lld\n", sum("Di", 2.5L, 7));
    printf("%lld\n", sum("isLisLi", 1, (Small){2, 'x'}, (Large){1, 2, 3}, 4, (Small){5, 'y'}, (Large){4, 5, 6}, 7));
    printf("%d\n", count_twice(7, 1, 2, 3, 4, 5, 6, 7));
    print("%d %s %lld %c %.2f", 1, "two", 3ll, '4', 5.0);
    char c = 'c';
    short s = -3;
    float f = 2.5f;
    print("%c %d %g", c, s, f); // promoted
    return 0;
}
