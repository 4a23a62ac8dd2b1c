// Stack frames beyond the reach of 12- and 16-bit offsets.
#include <stdio.h>
#include <string.h>

static unsigned hash_of(const unsigned char* bytes, unsigned count) {
    unsigned hash = 0;
    while (count--) hash = hash * 31 + *bytes++;
    return hash;
}
static unsigned frame3k(int seed) {
    int before = seed;
    unsigned char room[3000];
    int behind = seed * 2;
    for (unsigned i = 0; i < sizeof room; i++) room[i] = (unsigned char)(i * (unsigned)seed);
    return hash_of(room, sizeof room) + (unsigned)(before + behind);
}
static unsigned frame40k(int seed, int a, int b, int c, int d, int e, int f, int g, long long h) {
    volatile int first = seed;
    unsigned char room[40000];
    volatile int last = a + b + c + d + e + f + g + (int)h;
    memset(room, seed, sizeof room);
    room[0] = 1;
    room[39999] = 2;
    room[20000] = (unsigned char)last;
    return hash_of(room, sizeof room) + (unsigned)(first * last);
}
static unsigned frame100k(int depth) {
    int room[25000];
    for (int i = 0; i < 25000; i++) room[i] = i ^ depth;
    if (depth) return frame100k(depth - 1) * 7 + (unsigned)room[depth * 1000] + hash_of((unsigned char*)room, 1000);
    return (unsigned)room[24999];
}
struct Big {
    int values[5000];
};
static struct Big pass(struct Big big, int at) {
    big.values[at] = at;
    return big;
}

int main(void) {
    printf("%08x\n", frame3k(3));
    printf("%08x\n", frame40k(7, 1, 2, 3, 4, 5, 6, 7, 8));
    printf("%08x\n", frame100k(4));
    struct Big big;
    memset(&big, 0, sizeof big);
    big = pass(pass(big, 4999), 17);
    printf("%d %d %d\n", big.values[4999], big.values[17], big.values[18]);
    return 0;
}
