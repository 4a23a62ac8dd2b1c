// Queens on a board, by bit masks and by backtracking.
#include <stdio.h>
#include <stdlib.h>

static unsigned count(unsigned all, unsigned columns, unsigned left, unsigned right) {
    if (columns == all) return 1;
    unsigned total = 0;
    for (unsigned free = all & ~(columns | left | right); free;) {
        const unsigned bit = free & -free;
        free ^= bit;
        total += count(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
    }
    return total;
}

static int place(int* queen, int row, int size) {
    if (row == size) return 1;
    for (int column = 0; column < size; column++) {
        int safe = 1;
        for (int other = 0; other < row && safe; other++)
            safe = queen[other] != column && abs(queen[other] - column) != row - other;
        queen[row] = column;
        if (safe && place(queen, row + 1, size)) return 1;
    }
    return 0;
}

int main(void) {
    for (int size = 1; size <= 8; size++) printf("%d: %u\n", size, count((1u << size) - 1, 0, 0, 0));
    int queen[8];
    if (place(queen, 0, 8))
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) putchar(queen[row] == column ? 'Q' : '.');
            putchar('\n');
        }
    return 0;
}
