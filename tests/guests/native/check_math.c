// The runtime's mathematical functions, compiled for the host with the prefix ours_, against the host's.
// Those that can be exact must be, bit for bit; the others must be within one unit in the last place of the host's long
// double result. Usage: check_math [ROUNDS]; MATH_ERRORS=1 in the environment prints the largest error of each.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t seed = 88172645463325252u;
static uint64_t failures, checks;

static uint64_t random_word(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed * 0x2545F4914F6CDD1Du;
}

static double from_bits(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// No signalling NaNs: the host answers those in its own way.
static double any(void) {
    const double value = from_bits(random_word());
    return value != value ? (double)NAN : value;
}

// Logarithmically spread, so that every exponent between the two bounds comes up.
static double spread(int low, int high) {
    const uint64_t exponent = (uint64_t)(1023 + low + (int)(random_word() % (unsigned)(high - low)));
    return from_bits((random_word() & 0x800FFFFFFFFFFFFFu) | exponent << 52);
}

static double special(void) {
    static const double values[] = {0.0,
                                    -0.0,
                                    1,
                                    -1,
                                    0.5,
                                    -0.5,
                                    2,
                                    -2,
                                    3,
                                    INFINITY,
                                    -INFINITY,
                                    NAN,
                                    1e300,
                                    -1e300,
                                    1e-300,
                                    -1e-300,
                                    0x1p-1074,
                                    -0x1p-1074,
                                    0x1.fffffffffffffp1023,
                                    0x1p-1022,
                                    1.5,
                                    2.5,
                                    -2.5,
                                    0x1p52,
                                    0x1p53,
                                    4503599627370495.5,
                                    10};
    return values[random_word() % (sizeof values / sizeof *values)];
}

// --- exact ones ---

#define EXACT1(T, name, x) \
    do { \
        T ours_##name(T); \
        const T o = ours_##name((T)(x)), t = name((T)(x)); \
        checks++; \
        if (memcmp(&o, &t, sizeof o) != 0 && !(o != o && t != t) && ++failures <= 30) \
            printf("FAIL %s(%a): ours %a, host %a\n", #name, (double)(T)(x), (double)o, (double)t); \
    } while (0)
#define EXACT2(T, name, x, y) \
    do { \
        T ours_##name(T, T); \
        const T o = ours_##name((T)(x), (T)(y)), t = name((T)(x), (T)(y)); \
        checks++; \
        if (memcmp(&o, &t, sizeof o) != 0 && !(o != o && t != t) && ++failures <= 30) \
            printf("FAIL %s(%a, %a): ours %a, host %a\n", #name, (double)(T)(x), (double)(T)(y), (double)o, \
                   (double)t); \
    } while (0)

double ours_fma(double, double, double);
float ours_fmaf(float, float, float);
double ours_ldexp(double, int), ours_frexp(double, int*), ours_modf(double, double*),
    ours_remquo(double, double, int*);
float ours_ldexpf(float, int);
long long ours_llround(double), ours_llrint(double);
int ours_ilogb(double);

static void check_exact(double x, double y, double z) {
    EXACT1(double, sqrt, x);
    EXACT1(double, trunc, x);
    EXACT1(double, floor, x);
    EXACT1(double, ceil, x);
    EXACT1(double, round, x);
    EXACT1(double, rint, x);
    EXACT1(double, fabs, x);
    EXACT1(double, logb, x);
    EXACT2(double, fmod, x, y);
    EXACT2(double, remainder, x, y);
    EXACT2(double, nextafter, x, y);
    EXACT2(double, copysign, x, y);
    if (x != y) {  // the host may return either zero
        EXACT2(double, fmax, x, y);
        EXACT2(double, fmin, x, y);
    }
    EXACT2(double, fdim, x, y);
    EXACT1(float, sqrtf, x);
    EXACT1(float, floorf, x);
    EXACT1(float, ceilf, x);
    EXACT1(float, roundf, x);
    EXACT1(float, rintf, x);
    EXACT2(float, fmodf, x, y);
    EXACT2(float, nextafterf, x, y);

    const double o = ours_fma(x, y, z), t = fma(x, y, z);
    checks++;
    if (memcmp(&o, &t, sizeof o) != 0 && !(o != o && t != t) && ++failures <= 30)
        printf("FAIL fma(%a, %a, %a): ours %a, host %a\n", x, y, z, o, t);
    const float of = ours_fmaf((float)x, (float)y, (float)z), tf = fmaf((float)x, (float)y, (float)z);
    if (memcmp(&of, &tf, sizeof of) != 0 && !(of != of && tf != tf) && ++failures <= 30)
        printf("FAIL fmaf(%a, %a, %a): ours %a, host %a\n", (double)(float)x, (double)(float)y,
               (double)(float)z, (double)of, (double)tf);

    int our_int = 0, their_int = 0;
    double our_part, their_part;
    const int power = (int)(random_word() % 4400) - 2200;
#define SAME(what, ours, theirs) \
    do { \
        const double a_ = (double)(ours), b_ = (double)(theirs); \
        if (memcmp(&a_, &b_, sizeof a_) != 0 && !(a_ != a_ && b_ != b_) && ++failures <= 30) \
            printf("FAIL %s(%a, %a, %d): ours %a, host %a\n", what, x, y, power, a_, b_); \
    } while (0)
    SAME("ldexp", ours_ldexp(x, power), ldexp(x, power));
    SAME("ldexpf", ours_ldexpf((float)x, power / 8), ldexpf((float)x, power / 8));
    if (isfinite(x)) {
        SAME("frexp", ours_frexp(x, &our_int), frexp(x, &their_int));
        SAME("frexp's exponent", our_int, their_int);
    }
    SAME("modf", ours_modf(x, &our_part), modf(x, &their_part));
    SAME("modf's whole part", our_part, their_part);
    if (x == x) SAME("ilogb", ours_ilogb(x), ilogb(x));
    if (fabs(x) < 0x1p62) {
        SAME("llround", ours_llround(x), llround(x));
        SAME("llrint", ours_llrint(x), llrint(x));
    }
    if (isfinite(x) && isfinite(y) && y != 0) {
        SAME("remquo", ours_remquo(x, y, &our_int), remquo(x, y, &their_int));
        SAME("remquo's quotient", our_int & 7, their_int & 7);
    }
}

// --- those with an error ---

typedef struct {
    const char* name;
    double (*ours)(double);
    long double (*exact)(long double);
    int low, high;  // exponents of arguments
    double worst, worst_at;
} Function;

typedef struct {
    const char* name;
    double (*ours)(double, double);
    long double (*exact)(long double, long double);
    int low, high;
    double worst, worst_at, worst_at_2;
} Function2;

static double ulps(double ours, long double exact) {
    if (ours != ours || exact != exact) return ours != ours && exact != exact ? 0 : 1e9;
    const double nearest = (double)exact;
    if (ours == nearest)
        return isinf(ours) || exact == 0
                   ? 0
                   : (double)fabsl(((long double)ours - exact) /
                                   (nextafter(fabs(nearest), INFINITY) - fabs(nearest)));
    if (isinf(ours) || isinf(nearest))
        return fabs(ours) >= 0x1.fffffffffffffp1023 && fabs(nearest) >= 0x1.fffffffffffffp1023 ? 1 : 1e9;
    return (double)fabsl(((long double)ours - exact) / (nextafter(fabs(nearest), INFINITY) - fabs(nearest)));
}

#define LIST(F) \
    F(exp, -60, 10) \
    F(exp2, -60, 11) \
    F(exp10, -60, 9) F(expm1, -60, 10) F(log, -1022, 1023) F(log2, -1022, 1023) F(log10, -1022, 1023) \
        F(log1p, -60, 1023) F(sin, -60, 1023) F(cos, -60, 1023) F(tan, -60, 1023) F(asin, -60, 0) \
            F(acos, -60, 0) F(atan, -60, 100) F(sinh, -60, 10) F(cosh, -60, 10) F(tanh, -60, 6) \
                F(asinh, -60, 1023) F(acosh, -1, 1023) F(atanh, -60, 0) F(cbrt, -1022, 1023)
#define LIST2(F) F(pow, -6, 6) F(atan2, -40, 40) F(hypot, -40, 40)
#define DECLARE(name, low, high) double ours_##name(double);
#define DECLARE2(name, low, high) double ours_##name(double, double);
LIST(DECLARE)
LIST2(DECLARE2)
#define ROW(name, low, high) {#name, ours_##name, name##l, low, high, 0, 0},
#define ROW2(name, low, high) {#name, ours_##name, name##l, low, high, 0, 0, 0},
static Function functions[] = {LIST(ROW)};
static Function2 functions2[] = {LIST2(ROW2)};
enum {
    FUNCTIONS = sizeof functions / sizeof *functions,
    FUNCTIONS2 = sizeof functions2 / sizeof *functions2
};

static void check_one(Function* f, double x) {
    const double error = ulps(f->ours(x), f->exact(x));
    checks++;
    if (error > f->worst) {
        f->worst = error;
        f->worst_at = x;
    }
    if (!(error <= 1) && ++failures <= 30)
        printf("FAIL %s(%a): ours %a, exactly %La, %g ulp\n", f->name, x, f->ours(x), f->exact(x), error);
}

static void check_two(Function2* f, double x, double y) {
    const double error = ulps(f->ours(x, y), f->exact(x, y));
    checks++;
    if (error > f->worst) {
        f->worst = error;
        f->worst_at = x;
        f->worst_at_2 = y;
    }
    if (!(error <= 1.25) && ++failures <= 30)
        printf("FAIL %s(%a, %a): ours %a, exactly %La, %g ulp\n", f->name, x, y, f->ours(x, y),
               f->exact(x, y), error);
}

int main(int argc, char** argv) {
    const long rounds = argc > 1 ? atol(argv[1]) : 100000;
    for (long round = 0; round < rounds; round++) {
        check_exact(any(), any(), any());
        check_exact(spread(-10, 70), spread(-10, 10), spread(-60, 60));
        check_exact((double)(int64_t)(random_word() % 2000 - 1000) / 8,
                    (double)(int64_t)(random_word() % 100 - 50) / 4, spread(-2, 2));
        check_exact(special(), special(), special());
        for (int i = 0; i < FUNCTIONS; i++) {
            check_one(&functions[i], spread(functions[i].low, functions[i].high));
            check_one(&functions[i], spread(-3, 3));
            if (round % 16 == 0) check_one(&functions[i], special());
        }
        for (int i = 0; i < FUNCTIONS2; i++) {
            check_two(&functions2[i], spread(functions2[i].low, functions2[i].high),
                      spread(functions2[i].low, functions2[i].high));
            check_two(&functions2[i], 1 + spread(-30, -2), spread(-4, 9));
            if (round % 16 == 0) check_two(&functions2[i], special(), special());
            check_two(&functions2[i], (double)(random_word() % 40),
                      (double)(int64_t)(random_word() % 40 - 20));
        }
    }
    if (getenv("MATH_ERRORS")) {
        for (int i = 0; i < FUNCTIONS; i++)
            printf("%-6s %.4f ulp at %a\n", functions[i].name, functions[i].worst, functions[i].worst_at);
        for (int i = 0; i < FUNCTIONS2; i++)
            printf("%-6s %.4f ulp at %a, %a\n", functions2[i].name, functions2[i].worst,
                   functions2[i].worst_at, functions2[i].worst_at_2);
    }
    printf("%llu checks, %llu failures\n", (unsigned long long)checks, (unsigned long long)failures);
    return failures != 0;
}
