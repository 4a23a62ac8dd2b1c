// Sizes, offsets, padding, packing, alignment.
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct Padded { char a; int b; char c; short d; char e; };
struct __attribute__((packed)) Packed { char a; int b; char c; short d; long long e; };
struct Aligned { char a; alignas(16) char b; char c; };
struct Flexible { int count; short items[]; };
union Mixed { char c; int i; double d; short s[5]; };
struct Inner { struct { char x; union { int y; short z; }; }; char w; };

int main(void) {
    printf("%zu %zu %zu %zu %zu %zu\n", sizeof(char), sizeof(short), sizeof(int), sizeof(long long), sizeof(float), sizeof(double));
    printf("%zu: %zu %zu %zu %zu %zu\n", sizeof(struct Padded), offsetof(struct Padded, a), offsetof(struct Padded, b), offsetof(struct Padded, c), offsetof(struct Padded, d), offsetof(struct Padded, e));
    printf("%zu: %zu %zu %zu %zu %zu\n", sizeof(struct Packed), offsetof(struct Packed, a), offsetof(struct Packed, b), offsetof(struct Packed, c), offsetof(struct Packed, d), offsetof(struct Packed, e));
    printf("%zu %zu %zu\n", sizeof(struct Aligned), offsetof(struct Aligned, b), alignof(struct Aligned));
    printf("%zu %zu\n", sizeof(struct Flexible), offsetof(struct Flexible, items));
    printf("%zu %zu\n", sizeof(union Mixed), alignof(union Mixed));
    printf("%zu %zu %zu\n", sizeof(struct Inner), offsetof(struct Inner, y), offsetof(struct Inner, w));
    struct Packed packed = {1, 0x12345678, 2, 0x2345, 0x1122334455667788};
    packed.b++;
    packed.d = (short)(packed.d - 0x45);
    packed.e ^= 0xFF;
    const unsigned char* bytes = (const unsigned char*)&packed;
    for (size_t i = 0; i < sizeof packed; i++) printf("%02x", bytes[i]);
    printf(" %x %x %llx\n", (unsigned)packed.b, packed.d, packed.e);
    static char room[64];
    for (int offset = 0; offset < 4; offset++) { // unaligned words by memcpy
        uint32_t value = 0xA1B2C3D4 + (uint32_t)offset;
        memcpy(room + 5 * offset + offset, &value, 4);
    }
    for (int i = 0; i < 24; i++) printf("%02x", (unsigned char)room[i]);
    printf("\n");
    union Mixed mixed;
    memset(&mixed, 0, sizeof mixed);
    mixed.d = 1.0;
    printf("%02x %08x %04x\n", (unsigned char)mixed.c, (unsigned)mixed.i, (unsigned short)mixed.s[3]);
    alignas(64) char local[3] = "ab";
    printf("%d %s\n", (int)((uintptr_t)local % 64), local);
    return 0;
}
