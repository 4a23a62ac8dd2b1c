// In double: every function is within one unit in the last place; sqrt, fma, fmod and the rounding functions are
// exact. The float versions round the double result. Long double has only what needs no series.
#pragma once

#define HUGE_VAL __builtin_huge_val()
#define HUGE_VALF __builtin_huge_valf()
#define HUGE_VALL __builtin_huge_vall()
#define INFINITY __builtin_inff()
#define NAN __builtin_nanf("")

#define FP_NAN 0
#define FP_INFINITE 1
#define FP_ZERO 2
#define FP_SUBNORMAL 3
#define FP_NORMAL 4
#define FP_ILOGB0 (-2147483647 - 1)
#define FP_ILOGBNAN 2147483647
#define MATH_ERRNO 1
#define MATH_ERREXCEPT 2
#define math_errhandling 0

#define fpclassify(x) __builtin_fpclassify(FP_NAN, FP_INFINITE, FP_NORMAL, FP_SUBNORMAL, FP_ZERO, x)
#define isfinite(x) __builtin_isfinite(x)
#define isinf(x) __builtin_isinf_sign(x)
#define isnan(x) __builtin_isnan(x)
#define isnormal(x) __builtin_isnormal(x)
#define signbit(x) (!!__builtin_signbit(x))
#define isgreater(x, y) __builtin_isgreater(x, y)
#define isgreaterequal(x, y) __builtin_isgreaterequal(x, y)
#define isless(x, y) __builtin_isless(x, y)
#define islessequal(x, y) __builtin_islessequal(x, y)
#define islessgreater(x, y) __builtin_islessgreater(x, y)
#define isunordered(x, y) __builtin_isunordered(x, y)

#define M_E 2.7182818284590452354
#define M_LOG2E 1.4426950408889634074
#define M_LOG10E 0.43429448190325182765
#define M_LN2 0.69314718055994530942
#define M_LN10 2.30258509299404568402
#define M_PI 3.14159265358979323846
#define M_PI_2 1.57079632679489661923
#define M_PI_4 0.78539816339744830962
#define M_1_PI 0.31830988618379067154
#define M_2_PI 0.63661977236758134308
#define M_2_SQRTPI 1.12837916709551257390
#define M_SQRT2 1.41421356237309504880
#define M_SQRT1_2 0.70710678118654752440

typedef float float_t;
typedef double double_t;

double acos(double x);
double acosh(double x);
double asin(double x);
double asinh(double x);
double atan(double x);
double atan2(double y, double x);
double atanh(double x);
double cbrt(double x);
double ceil(double x);
double copysign(double x, double sign);
double cos(double x);
double cosh(double x);
double exp(double x);
double exp10(double x);
double exp2(double x);
double expm1(double x);
double fabs(double x);
double fdim(double x, double y);
double floor(double x);
double fma(double x, double y, double z);
double fmax(double x, double y);
double fmin(double x, double y);
double fmod(double x, double y);
double frexp(double x, int* exponent);
double hypot(double x, double y);
int ilogb(double x);
double ldexp(double x, int exponent);
long long llrint(double x);
long long llround(double x);
double log(double x);
double log10(double x);
double log1p(double x);
double log2(double x);
double logb(double x);
long lrint(double x);
long lround(double x);
double modf(double x, double* whole);
double nan(const char* tag);
double nearbyint(double x);
double nextafter(double x, double towards);
double pow(double x, double y);
double remainder(double x, double y);
double remquo(double x, double y, int* quotient);
double rint(double x);
double round(double x);
double scalbln(double x, long exponent);
double scalbn(double x, int exponent);
double sin(double x);
void sincos(double x, double* sine, double* cosine);
double sinh(double x);
double sqrt(double x);
double tan(double x);
double tanh(double x);
double trunc(double x);

float acosf(float x);
float acoshf(float x);
float asinf(float x);
float asinhf(float x);
float atan2f(float y, float x);
float atanf(float x);
float atanhf(float x);
float cbrtf(float x);
float ceilf(float x);
float copysignf(float x, float sign);
float cosf(float x);
float coshf(float x);
float exp10f(float x);
float exp2f(float x);
float expf(float x);
float expm1f(float x);
float fabsf(float x);
float fdimf(float x, float y);
float floorf(float x);
float fmaf(float x, float y, float z);
float fmaxf(float x, float y);
float fminf(float x, float y);
float fmodf(float x, float y);
float frexpf(float x, int* exponent);
float hypotf(float x, float y);
int ilogbf(float x);
float ldexpf(float x, int exponent);
long long llrintf(float x);
long long llroundf(float x);
float log10f(float x);
float log1pf(float x);
float log2f(float x);
float logbf(float x);
float logf(float x);
long lrintf(float x);
long lroundf(float x);
float modff(float x, float* whole);
float nanf(const char* tag);
float nearbyintf(float x);
float nextafterf(float x, float towards);
float powf(float x, float y);
float remainderf(float x, float y);
float rintf(float x);
float roundf(float x);
float scalblnf(float x, long exponent);
float scalbnf(float x, int exponent);
void sincosf(float x, float* sine, float* cosine);
float sinf(float x);
float sinhf(float x);
float sqrtf(float x);
float tanf(float x);
float tanhf(float x);
float truncf(float x);

long double copysignl(long double x, long double sign);
long double fabsl(long double x);
