// Sudoku by candidates and backtracking.
#include <stdio.h>

static int cell[81];
static unsigned row_used[9], column_used[9], box_used[9], steps;

static void flip(int at, int digit) {
    const unsigned bit = 1u << digit;
    row_used[at / 9] ^= bit;
    column_used[at % 9] ^= bit;
    box_used[at / 27 * 3 + at % 9 / 3] ^= bit;
}

static int solve(void) {
    int best = -1, fewest = 10;
    unsigned candidates = 0;
    for (int at = 0; at < 81; at++) {
        if (cell[at]) continue;
        const unsigned open = 0x3FE & ~(row_used[at / 9] | column_used[at % 9] | box_used[at / 27 * 3 + at % 9 / 3]);
        const int count = __builtin_popcount(open);
        if (count < fewest) {
            fewest = count;
            best = at;
            candidates = open;
        }
    }
    if (best < 0) return 1;
    steps++;
    for (int digit = 1; digit <= 9; digit++) {
        if (!(candidates >> digit & 1)) continue;
        cell[best] = digit;
        flip(best, digit);
        if (solve()) return 1;
        flip(best, digit);
    }
    cell[best] = 0;
    return 0;
}

int main(void) {
    static const char puzzle[] = "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..";
    for (int at = 0; at < 81; at++)
        if (puzzle[at] != '.') {
            cell[at] = puzzle[at] - '0';
            flip(at, cell[at]);
        }
    printf("%s\n", solve() ? "solved" : "no solution");
    for (int at = 0; at < 81; at++) printf("%d%c", cell[at], at % 9 == 8 ? '\n' : ' ');
    printf("%u steps\n", steps);
    return 0;
}
