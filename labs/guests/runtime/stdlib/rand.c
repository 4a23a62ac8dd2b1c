#include <stdlib.h>

// The additive feedback generator of Linux's C library (x[i] = x[i-3] + x[i-31], the low bit dropped), so that a
// program prints the same there and here.
enum { LENGTH = 31, DISTANCE = 3, WARM_UP = 310 };
static unsigned state[LENGTH];
static int at = -1;  // not seeded yet

static unsigned step(void) {
    // state[at] is 31 steps old, the one DISTANCE behind it the partner.
    const int partner = at >= DISTANCE ? at - DISTANCE : at + LENGTH - DISTANCE;
    state[at] += state[partner];
    const unsigned value = state[at];
    at = at + 1 < LENGTH ? at + 1 : 0;
    return value >> 1;
}

void srandom(unsigned seed) {
    int word = seed ? (int)seed : 1;
    state[0] = (unsigned)word;
    for (int i = 1; i < LENGTH; i++) {
        word = (int)(16807LL * word % 2147483647);
        if (word < 0) word += 2147483647;
        state[i] = (unsigned)word;
    }
    at = DISTANCE;
    for (int i = 0; i < WARM_UP; i++) step();
}

long random(void) {
    if (at < 0) srandom(1);
    return (long)step();
}

int rand(void) { return (int)random(); }
void srand(unsigned seed) { srandom(seed); }
