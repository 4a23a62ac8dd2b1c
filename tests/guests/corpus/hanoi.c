// The towers of Hanoi, with the towers checked at every move.
#include <stdio.h>

enum { DISCS = 10 };
static int tower[3][DISCS], height[3];
static unsigned moves, hash;

static void move(int from, int to) {
    const int disc = tower[from][--height[from]];
    if (height[to] && tower[to][height[to] - 1] < disc) printf("a larger disc on a smaller one\n");
    tower[to][height[to]++] = disc;
    moves++;
    hash = hash * 31 + (unsigned)(from * 3 + to);
}

static void shift(int count, int from, int to, int by) {
    if (count == 0) return;
    shift(count - 1, from, by, to);
    move(from, to);
    shift(count - 1, by, to, from);
}

int main(void) {
    for (int i = 0; i < DISCS; i++) tower[0][height[0]++] = DISCS - i;
    shift(DISCS, 0, 2, 1);
    printf("%u moves, %08x, heights %d %d %d\n", moves, hash, height[0], height[1], height[2]);
    return 0;
}
