// Bit-fields: signed, unsigned, crossing, in unions, overflowing.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct Flags { unsigned a : 1, b : 3, c : 4, : 0, d : 12, e : 20; };
struct Signed { int x : 5, y : 7; signed char z : 3; };
struct Wide { unsigned long long low : 20, middle : 33, high : 11; };
union Instruction {
    uint32_t word;
    struct { uint32_t immediate : 16, rs : 4, rd : 4, opcode : 8; };
};
struct __attribute__((packed)) Tight { unsigned a : 5, b : 11, c : 17; unsigned char d; };
enum Color { RED, GREEN, BLUE };
struct Typed { enum Color color : 2; _Bool on : 1; unsigned char small : 5; };

int main(void) {
    struct Flags f = {1, 5, 9, 0xABC, 0xFFFFF};
    printf("%zu: %u %u %u %x %x\n", sizeof f, f.a, f.b, f.c, (unsigned)f.d, (unsigned)f.e);
    f.b += 6; // wraps in three bits
    f.e++;
    f.d = 0x1FFF & 0xFFF;
    printf("%u %x %x\n", f.b, (unsigned)f.e, (unsigned)f.d);
    struct Signed s = {-16, 63, -4};
    s.x--;
    s.y++;
    s.z--;
    printf("%d %d %d\n", s.x, s.y, s.z);
    struct Wide w = {0xFFFFF, 0x123456789ull, 0x7FF};
    w.middle *= 3;
    w.low -= 0xFFF00;
    printf("%zu: %x %llx %x\n", sizeof w, (unsigned)w.low, (unsigned long long)w.middle, (unsigned)w.high);
    union Instruction i = {0x20a1fffe};
    printf("%02x %x %x %d\n", i.opcode, i.rd, i.rs, (int16_t)i.immediate);
    i.immediate = 42;
    i.rd = 15;
    printf("%08x\n", (unsigned)i.word);
    struct Tight t = {31, 2047, 0x1FFFF, 200};
    t.b = 1024;
    t.c /= 3;
    printf("%zu: %u %u %u %u\n", sizeof t, t.a, t.b, t.c, t.d);
    struct Typed y = {BLUE, 1, 31};
    y.on = 2;
    printf("%d %d %d\n", y.color, y.on, y.small);
    unsigned hash = 0;
    for (unsigned n = 0; n < 100; n++) {
        f.a = n;
        f.b = n * 3;
        f.c = f.a + f.b;
        f.d ^= n << 4;
        hash = hash * 31 + f.c + (unsigned)f.d;
    }
    printf("%08x\n", hash);
    return 0;
}
