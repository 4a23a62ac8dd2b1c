// Functions so long that branches and jumps inside them reach far.
#include <stdio.h>

#define S(n) x = x * 31 + (unsigned)(n); y ^= x >> 3; if (y == 0x12345 + n) goto out; x += y << (n & 7);
#define S10(n) S(n) S(n + 1) S(n + 2) S(n + 3) S(n + 4) S(n + 5) S(n + 6) S(n + 7) S(n + 8) S(n + 9)
#define S100(n) S10(n) S10(n + 10) S10(n + 20) S10(n + 30) S10(n + 40) S10(n + 50) S10(n + 60) S10(n + 70) S10(n + 80) S10(n + 90)

static unsigned straight(unsigned x, int turns) {
    unsigned y = 1;
    while (turns-- > 0) {
        S100(0) S100(100) S100(200) S100(300) S100(400) S100(500) S100(600) S100(700) S100(800) S100(900)
        if (x % 3 == 0) continue;
        S100(1000) S100(1100) S100(1200) S100(1300) S100(1400) S100(1500) S100(1600) S100(1700) S100(1800) S100(1900)
    }
out:
    return x ^ y;
}

static unsigned choose(unsigned x, int which) {
    unsigned y = 5;
    if (which & 1) {
        S100(1) S100(101) S100(201) S100(301) S100(401)
    } else {
        S100(2) S100(102) S100(202) S100(302) S100(402)
    }
    if (which & 2) goto out;
    for (int i = 0; i < which; i++) {
        S100(3) S100(103) S100(203)
    }
out:
    return x + y;
}

int main(void) {
    printf("%08x\n", straight(1, 5));
    for (int which = 0; which < 6; which++) printf("%08x ", choose(9, which));
    printf("\n");
    return 0;
}
