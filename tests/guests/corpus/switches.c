// Switches: dense, sparse, nested, with ranges, fall-through, 64-bit and negative labels, Duff's device.
#include <stdio.h>

static int dense(int n) {
    switch (n) {
    case 0: return 10;
    case 1: return 21;
    case 2: return 32;
    case 3: return 43;
    case 4: return 54;
    case 5: return 65;
    case 6: return 76;
    case 7: return 87;
    case 8: return 98;
    case 9: return 109;
    default: return -1;
    }
}
static const char* sparse(int n) {
    switch (n) {
    case -100000: return "low";
    case -1: return "minus one";
    case 0: return "zero";
    case 7: return "seven";
    case 1000: return "thousand";
    case 65536: return "64k";
    case 0x7FFFFFFF: return "most";
    case -0x7FFFFFFF - 1: return "least";
    default: return "other";
    }
}
static int falls(int n) {
    int result = 0;
    switch (n) {
    case 5: result += 1; // fall through
    case 4: result += 10; // fall through
    case 3: result += 100; break;
    case 20 ... 29: result = 2; break;
    case 30 ... 1000000: result = 3; break;
    default: result = -1; // fall through
    case 1: result += 1000;
    }
    return result;
}
static int wide(long long n) {
    switch (n) {
    case 1ll << 40: return 1;
    case -(1ll << 40): return 2;
    case 12345678901ll: return 3;
    case 5: return 4;
    default: return 0;
    }
}
static void duff(char* to, const char* from, int count) {
    int n = (count + 7) / 8;
    switch (count % 8) {
    case 0: do { *to++ = *from++; // fall through
    case 7: *to++ = *from++; // fall through
    case 6: *to++ = *from++; // fall through
    case 5: *to++ = *from++; // fall through
    case 4: *to++ = *from++; // fall through
    case 3: *to++ = *from++; // fall through
    case 2: *to++ = *from++; // fall through
    case 1: *to++ = *from++;
            } while (--n > 0);
    }
}
static int nested(unsigned char a, char b) {
    switch (a) {
    case 1:
        switch (b) {
        case 'x': return 1;
        case 'y': break;
        default: return 2;
        }
        return 3;
    case 255: return 4;
    }
    return 5;
}
#define TEN(n) case n: sum += n * 3; break; case n + 1: sum ^= n; break; case n + 2: sum -= n; break; case n + 3: sum += sum / (n + 1); break; case n + 4: sum *= 3; break; \
    case n + 5: sum = ~sum; break; case n + 6: sum += 77; break; case n + 7: sum |= n; break; case n + 8: sum &= 0xFFFFFF; break; case n + 9: sum -= n * n; break;
static unsigned big(unsigned n, unsigned sum) {
    switch (n) {
        TEN(0) TEN(10) TEN(20) TEN(30) TEN(40) TEN(50) TEN(60) TEN(70) TEN(80) TEN(90)
        TEN(100) TEN(110) TEN(120) TEN(130) TEN(140) TEN(150) TEN(160) TEN(170) TEN(180) TEN(190)
    default: sum++;
    }
    return sum;
}

int main(void) {
    for (int n = -2; n < 12; n++) printf("%d ", dense(n));
    printf("\n");
    static const int some[] = {-100000, -1, 0, 7, 8, 1000, 65536, 0x7FFFFFFF, -0x7FFFFFFF - 1};
    for (unsigned i = 0; i < sizeof some / sizeof *some; i++) printf("%s, ", sparse(some[i]));
    printf("\n");
    static const int falling[] = {0, 1, 2, 3, 4, 5, 19, 20, 25, 29, 30, 1000000, 1000001, -5};
    for (unsigned i = 0; i < sizeof falling / sizeof *falling; i++) printf("%d ", falls(falling[i]));
    printf("\n%d%d%d%d%d\n", wide(1ll << 40), wide(-(1ll << 40)), wide(12345678901ll), wide(5), wide(5 + (1ll << 32)));
    char to[40] = "";
    for (int count = 1; count < 20; count += 3) {
        duff(to, "the quick brown fox jumps", count);
        to[count] = '\0';
        printf("%s|", to);
    }
    printf("\n%d%d%d%d%d\n", nested(1, 'x'), nested(1, 'y'), nested(1, 'z'), nested(255, 0), nested(0, 0));
    unsigned sum = 1;
    for (unsigned n = 0; n < 1000; n++) sum = big(n * 7 % 203, sum);
    printf("%08x\n", sum);
    return 0;
}
