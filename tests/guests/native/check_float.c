// The runtime's soft-float functions, compiled for the host with the prefix ours_, against the host's own arithmetic:
// its FPU for float and double, its compiler's library for quadruple precision. Bits must be equal; any NaN equals any
// NaN. Usage: check_float [ROUNDS]; each round tries one random pair on every operation.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef float Quad __attribute__((mode(TF)));

static uint64_t seed = 88172645463325252u;
static uint64_t failures, checks;

static uint64_t random_word(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed * 0x2545F4914F6CDD1Du;
}

// Patterns that reach the corners: long runs of ones and zeros, extreme and neighbouring exponents.
static uint64_t corner_word(int fraction_bits, int total_bits) {
    uint64_t word = random_word();
    const int exponent_bits = total_bits - 1 - fraction_bits;
    const uint64_t kind = random_word();
    if (kind & 1) {  // a fraction of two runs
        const int cut = (int)(random_word() % (uint64_t)fraction_bits);
        const uint64_t run = ((uint64_t)1 << cut) - 1;
        word = (kind & 2 ? run : ~run) ^
               (kind & 4 ? (uint64_t)1 << (random_word() % (uint64_t)fraction_bits) : 0);
    }
    uint64_t exponent = random_word();
    const uint64_t bias = ((uint64_t)1 << (exponent_bits - 1)) - 1;
    switch (kind >> 8 & 7) {
    case 0: exponent = 0; break;
    case 1: exponent = 1; break;
    case 2: exponent = ~(uint64_t)0; break;
    case 3: exponent = ~(uint64_t)1; break;
    case 4: exponent = bias + exponent % 130 - 65; break;
    case 5: exponent = bias + exponent % 5 - 2; break;
    default: break;
    }
    exponent &= ((uint64_t)1 << exponent_bits) - 1;
    const uint64_t fraction = word & (((uint64_t)1 << fraction_bits) - 1);
    const uint64_t sign = random_word() >> 63;
    return fraction | exponent << fraction_bits | sign << (total_bits - 1);
}

static float random_float(void) {
    const uint32_t bits = (uint32_t)corner_word(23, 32);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static double random_double(void) {
    const uint64_t bits = corner_word(52, 64);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static Quad random_quad(void) {
    const uint64_t high = corner_word(48, 64);
    uint64_t words[2] = {random_word(), high};
    if (random_word() & 1) words[0] = random_word() & 1 ? 0 : ~(uint64_t)0;
    if ((random_word() & 7) == 0) words[0] ^= (uint64_t)1 << (random_word() & 63);
    Quad value;
    memcpy(&value, words, sizeof value);
    return value;
}

static void report(const char* name, const void* a, const void* b, size_t size, const void* ours,
                   const void* theirs, size_t result_size) {
    if (++failures > 20) return;
    printf("FAIL %s:", name);
    const void* parts[] = {a, b, ours, theirs};
    const char* labels[] = {"a", "b", "ours", "host"};
    for (int part = 0; part < 4; part++) {
        printf(" %s=", labels[part]);
        for (size_t i = part < 2 ? size : result_size; i-- > 0;)
            printf("%02x", ((const unsigned char*)parts[part])[i]);
    }
    printf("\n");
}

#define SAME(name, a, b, ours, theirs) \
    do { \
        __typeof__(theirs) o_ = (ours), t_ = (theirs); \
        checks++; \
        if (memcmp(&o_, &t_, sizeof o_) != 0 && !(o_ != o_ && t_ != t_)) \
            report(name, &a, &b, sizeof a, &o_, &t_, sizeof o_); \
    } while (0)

#define DECLARE(T, m) \
    T ours___add##m##3(T, T); \
    T ours___sub##m##3(T, T); \
    T ours___mul##m##3(T, T); \
    T ours___div##m##3(T, T); \
    T ours___neg##m##2(T); \
    int ours___lt##m##2(T, T); \
    int ours___le##m##2(T, T); \
    int ours___eq##m##2(T, T); \
    int ours___ne##m##2(T, T); \
    int ours___gt##m##2(T, T); \
    int ours___ge##m##2(T, T); \
    int ours___unord##m##2(T, T); \
    int32_t ours___fix##m##si(T); \
    uint32_t ours___fixuns##m##si(T); \
    int64_t ours___fix##m##di(T); \
    uint64_t ours___fixuns##m##di(T); \
    T ours___floatsi##m(int32_t); \
    T ours___floatunsi##m(uint32_t); \
    T ours___floatdi##m(int64_t); \
    T ours___floatundi##m(uint64_t);

#define CHECK(T, m, random) \
    static void check_##m(T a, T b) { \
        SAME("add" #m, a, b, ours___add##m##3(a, b), (T)(a + b)); \
        SAME("sub" #m, a, b, ours___sub##m##3(a, b), (T)(a - b)); \
        SAME("mul" #m, a, b, ours___mul##m##3(a, b), (T)(a * b)); \
        SAME("div" #m, a, b, ours___div##m##3(a, b), (T)(a / b)); \
        SAME("neg" #m, a, b, ours___neg##m##2(a), (T)(-a)); \
        SAME("lt" #m, a, b, ours___lt##m##2(a, b) < 0, a < b); \
        SAME("le" #m, a, b, ours___le##m##2(a, b) <= 0, a <= b); \
        SAME("eq" #m, a, b, ours___eq##m##2(a, b) == 0, a == b); \
        SAME("ne" #m, a, b, ours___ne##m##2(a, b) != 0, a != b); \
        SAME("gt" #m, a, b, ours___gt##m##2(a, b) > 0, a > b); \
        SAME("ge" #m, a, b, ours___ge##m##2(a, b) >= 0, a >= b); \
        SAME("unord" #m, a, b, ours___unord##m##2(a, b) != 0, (int)(a != a || b != b)); \
        /* Outside the integer's range the runtime saturates, as RISC-V hardware does. */ \
        const int nan = a != a; \
        SAME("fixsi" #m, a, b, ours___fix##m##si(a), \
             nan || a >= 2147483648.0 ? INT32_MAX \
             : a <= -2147483649.0     ? INT32_MIN \
                                      : (int32_t)(int64_t)a); \
        SAME("fixunssi" #m, a, b, ours___fixuns##m##si(a), \
             nan || a >= 4294967296.0 ? UINT32_MAX \
             : a <= -1.0              ? 0 \
                                      : (uint32_t)(int64_t)a); \
        SAME("fixdi" #m, a, b, ours___fix##m##di(a), \
             nan || a >= 0x1p63 ? INT64_MAX \
             : a < -0x1p63      ? INT64_MIN \
                                : (int64_t)a); \
        SAME("fixunsdi" #m, a, b, ours___fixuns##m##di(a), \
             nan || a >= 0x1p64 ? UINT64_MAX \
             : a <= -1.0        ? 0 \
                                : (uint64_t)a); \
        const uint64_t word = random_word() >> (random_word() & 63) ^ -(random_word() & 1); \
        SAME("floatsi" #m, word, word, ours___floatsi##m((int32_t)word), (T)(int32_t)word); \
        SAME("floatunsi" #m, word, word, ours___floatunsi##m((uint32_t)word), (T)(uint32_t)word); \
        SAME("floatdi" #m, word, word, ours___floatdi##m((int64_t)word), (T)(int64_t)word); \
        SAME("floatundi" #m, word, word, ours___floatundi##m(word), (T)word); \
    }

DECLARE(float, sf)
DECLARE(double, df)
DECLARE(Quad, tf)
CHECK(float, sf, random_float)
CHECK(double, df, random_double)
CHECK(Quad, tf, random_quad)

double ours___extendsfdf2(float);
float ours___truncdfsf2(double);
Quad ours___extendsftf2(float);
Quad ours___extenddftf2(double);
float ours___trunctfsf2(Quad);
double ours___trunctfdf2(Quad);

static void check_widths(float f, double d, Quad q) {
    SAME("extendsfdf", f, f, ours___extendsfdf2(f), (double)f);
    SAME("truncdfsf", d, d, ours___truncdfsf2(d), (float)d);
    SAME("extendsftf", f, f, ours___extendsftf2(f), (Quad)f);
    SAME("extenddftf", d, d, ours___extenddftf2(d), (Quad)d);
    SAME("trunctfsf", q, q, ours___trunctfsf2(q), (float)q);
    SAME("trunctfdf", q, q, ours___trunctfdf2(q), (double)q);
    // Doubles that lie near a rounding boundary of the narrower type.
    const Quad near = (Quad)d * (1 + (Quad)0x1p-53 * (Quad)(int)(random_word() % 5 - 2));
    SAME("trunctfdf", near, near, ours___trunctfdf2(near), (double)near);
    SAME("trunctfsf", near, near, ours___trunctfsf2(near), (float)near);
}

uint64_t ours___udivdi3(uint64_t, uint64_t);
uint64_t ours___umoddi3(uint64_t, uint64_t);
int64_t ours___divdi3(int64_t, int64_t);
int64_t ours___moddi3(int64_t, int64_t);
uint64_t ours___muldi3(uint64_t, uint64_t);
uint64_t ours___ashldi3(uint64_t, int);
uint64_t ours___lshrdi3(uint64_t, int);
int64_t ours___ashrdi3(int64_t, int);
uint64_t ours___negdi2(uint64_t);
int ours___clzsi2(uint32_t);
int ours___clzdi2(uint64_t);
int ours___ctzsi2(uint32_t);
int ours___ctzdi2(uint64_t);
int ours___ffssi2(uint32_t);
int ours___ffsdi2(uint64_t);
int ours___clrsbsi2(int32_t);
int ours___clrsbdi2(int64_t);
int ours___popcountsi2(uint32_t);
int ours___popcountdi2(uint64_t);
int ours___paritysi2(uint32_t);
int ours___paritydi2(uint64_t);
uint32_t ours___bswapsi2(uint32_t);
uint64_t ours___bswapdi2(uint64_t);
int ours___cmpdi2(int64_t, int64_t);
int ours___ucmpdi2(uint64_t, uint64_t);

static uint64_t random_integer(void) {
    uint64_t value = random_word() >> (random_word() & 63);
    if ((random_word() & 3) == 0) value = ~value;
    if ((random_word() & 7) == 0) value = ((uint64_t)1 << (random_word() & 63)) + random_word() % 3 - 1;
    return value;
}

static void check_integers(void) {
    const uint64_t a = random_integer(), b = random_integer();
    const int64_t x = (int64_t)a, y = (int64_t)b;
    const int count = (int)(random_word() & 63);
    if (b) {
        SAME("udivdi", a, b, ours___udivdi3(a, b), a / b);
        SAME("umoddi", a, b, ours___umoddi3(a, b), a % b);
        if (!(x == INT64_MIN && y == -1)) {
            SAME("divdi", a, b, ours___divdi3(x, y), x / y);
            SAME("moddi", a, b, ours___moddi3(x, y), x % y);
        }
    }
    SAME("muldi", a, b, ours___muldi3(a, b), a * b);
    SAME("ashldi", a, count, ours___ashldi3(a, count), a << count);
    SAME("lshrdi", a, count, ours___lshrdi3(a, count), a >> count);
    SAME("ashrdi", a, count, ours___ashrdi3(x, count), x >> count);
    SAME("negdi", a, a, ours___negdi2(a), -a);
    SAME("cmpdi", a, b, ours___cmpdi2(x, y), x < y ? 0 : x > y ? 2 : 1);
    SAME("ucmpdi", a, b, ours___ucmpdi2(a, b), a < b ? 0 : a > b ? 2 : 1);
    if (a) {
        SAME("clzdi", a, a, ours___clzdi2(a), __builtin_clzll(a));
        SAME("ctzdi", a, a, ours___ctzdi2(a), __builtin_ctzll(a));
    }
    if ((uint32_t)a) {
        SAME("clzsi", a, a, ours___clzsi2((uint32_t)a), __builtin_clz((uint32_t)a));
        SAME("ctzsi", a, a, ours___ctzsi2((uint32_t)a), __builtin_ctz((uint32_t)a));
    }
    SAME("ffssi", a, a, ours___ffssi2((uint32_t)a), __builtin_ffs((int)a));
    SAME("ffsdi", a, a, ours___ffsdi2(a), __builtin_ffsll(x));
    SAME("clrsbsi", a, a, ours___clrsbsi2((int32_t)a), __builtin_clrsb((int)a));
    SAME("clrsbdi", a, a, ours___clrsbdi2(x), __builtin_clrsbll(x));
    SAME("popcountsi", a, a, ours___popcountsi2((uint32_t)a), __builtin_popcount((uint32_t)a));
    SAME("popcountdi", a, a, ours___popcountdi2(a), __builtin_popcountll(a));
    SAME("paritysi", a, a, ours___paritysi2((uint32_t)a), __builtin_parity((uint32_t)a));
    SAME("paritydi", a, a, ours___paritydi2(a), __builtin_parityll(a));
    SAME("bswapsi", a, a, ours___bswapsi2((uint32_t)a), __builtin_bswap32((uint32_t)a));
    SAME("bswapdi", a, a, ours___bswapdi2(a), __builtin_bswap64(a));
}

int main(int argc, char** argv) {
    const long rounds = argc > 1 ? atol(argv[1]) : 1000000;
    for (long round = 0; round < rounds; round++) {
        const float f = random_float();
        const double d = random_double();
        const Quad q = random_quad();
        check_sf(f, random_float());
        check_df(d, random_double());
        check_tf(q, random_quad());
        // Neighbours: sums that cancel, quotients near one.
        check_df(d, nextafter(-d, 0));
        check_sf(f, nextafterf(-f, 0));
        check_widths(f, d, q);
        check_integers();
    }
    printf("%llu checks, %llu failures\n", (unsigned long long)checks, (unsigned long long)failures);
    return failures != 0;
}
