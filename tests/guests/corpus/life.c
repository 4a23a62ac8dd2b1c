// Conway's game of life on a torus, a whole row in a word.
#include <stdint.h>
#include <stdio.h>

enum { ROWS = 32 };
static uint32_t world[ROWS], next[ROWS];

static uint32_t left(uint32_t row) { return row << 1 | row >> 31; }
static uint32_t right(uint32_t row) { return row >> 1 | row << 31; }

// Adds a row of bits to three-bit counters, bit-sliced.
static void add(uint32_t counter[3], uint32_t bits) {
    const uint32_t carry = counter[0] & bits;
    counter[0] ^= bits;
    const uint32_t carry2 = counter[1] & carry;
    counter[1] ^= carry;
    counter[2] |= carry2;
}

static unsigned step(void) {
    unsigned alive = 0;
    for (int i = 0; i < ROWS; i++) {
        uint32_t counter[3] = {0};
        const uint32_t rows[3] = {world[(i + ROWS - 1) % ROWS], world[i], world[(i + 1) % ROWS]};
        for (int r = 0; r < 3; r++) {
            add(counter, left(rows[r]));
            add(counter, right(rows[r]));
            if (r != 1) add(counter, rows[r]);
        }
        next[i] = ~counter[2] & counter[1] & (counter[0] | world[i]);
        alive += (unsigned)__builtin_popcount(next[i]);
    }
    for (int i = 0; i < ROWS; i++) world[i] = next[i];
    return alive;
}

int main(void) {
    world[1] = 2; // a glider, a blinker, an R-pentomino
    world[2] = 4;
    world[3] = 7;
    world[10] = 7u << 20;
    world[20] = 3u << 16;
    world[21] = 3u << 15;
    world[22] = 1u << 16;
    for (int generation = 1; generation <= 200; generation++) {
        const unsigned alive = step();
        if (generation % 40 == 0) printf("%d: %u\n", generation, alive);
    }
    for (int i = 0; i < ROWS; i += 1) {
        for (int bit = 0; bit < 32; bit++) putchar(world[i] >> bit & 1 ? '#' : '.');
        putchar('\n');
    }
    return 0;
}
