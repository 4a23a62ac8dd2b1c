/* What compilers make of numbers: every operator at every width, constants of every shape, soft-float. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef signed char i8;
typedef long long i64;

int add(int a, int b) { return a + b; }
int mix(int a, int b) { return (a * 3 - b / 7) ^ (a % 5) << (b & 31); }
u32 unsigned_mix(u32 a, u32 b) { return (a >> 3 | b) / (a | 1) + b % 10; }
i64 wide(i64 a, i64 b) { return a * b + (a >> 5) - (b << 3); }
u64 wide_division(u64 a, u64 b) { return a / b + a % b; }
int high(int a, int b) { return (int)(((i64)a * b) >> 32); }
u32 high_unsigned(u32 a, u32 b) { return (u32)(((u64)a * b) >> 32); }
int narrow(i8 a, u8 b, short c, u16 d) { return a + b + c + d; }
u8 byte(u32 a) { return (u8)(a >> 9); }
u16 half(u32 a) { return (u16)(a * 77); }
int compare(int a, int b, u32 c, u32 d) { return (a < b) + (a <= b) + (c > d) + (c >= d) + (a == b) + !a + (c != 0); }
int absolute(int a) { return a < 0 ? -a : a; }
int least(int a, int b) { return a < b ? a : b; }

int constants(int n) {
    switch (n) {
    case 0: return 0;
    case 1: return -1;
    case 2: return 2047;
    case 3: return 2048;
    case 4: return -2049;
    case 5: return 32767;
    case 6: return 32768;
    case 7: return -32769;
    case 8: return 65535;
    case 9: return 65536;
    case 10: return 0x7fffffff;
    case 11: return (int)0x80000000;
    case 12: return 0x12345678;
    case 13: return (int)0xdeadbeef;
    case 14: return 0x7ffff800;
    case 15: return 0x0007f800;
    default: return n & 0xffff;
    }
}
int masks(int a) { return (a & 0xff00) + (a | 0x8000) + (a ^ 0x12345) + (a & ~0x7ff) + (a & 0x7ff) + a / 1000 + a % 1000; }

float single(float a, float b) { return a * b + a / b - 1.5f; }
double twice(double a, int b) { return a * b + 0.1; }
int truncated(double a) { return (int)(a * 100.0); }
int ordered(float a, float b) { return a < b || a != a; }

struct bits {
    u32 a : 3, b : 13;
    int c : 9;
    u64 d : 33;
};
void set_bits(struct bits *s, int v) {
    s->a = v;
    s->b = v >> 3;
    s->c = v >> 7;
    s->d = (u64)v << 20;
}
int get_bits(struct bits *s) { return s->a + s->b + s->c + (int)(s->d >> 17); }
int population(u32 a) { return __builtin_popcount(a) + __builtin_clz(a | 1) + __builtin_ctz(a | 1); }
u32 swapped(u32 a) { return __builtin_bswap32(a); }
