// Arrays of arrays, pointers into them, rotations, transposition, a spiral, prefix sums, in-place tricks.
#include <stdio.h>
#include <string.h>

enum { R = 5, C = 7 };
static int grid[R][C];
static char cube[3][4][5];

static int sum_rows(int (*rows)[C], int count) {
    int sum = 0;
    for (int i = 0; i < count; i++)
        for (const int* cell = rows[i]; cell < rows[i] + C; cell++) sum += *cell;
    return sum;
}
static void reverse(int* from, int* to) {
    while (from < --to) {
        const int held = *from;
        *from++ = *to;
        *to = held;
    }
}

int main(void) {
    for (int i = 0; i < R; i++)
        for (int j = 0; j < C; j++) grid[i][j] = i * 10 + j;
    printf("%d %d %d\n", sum_rows(grid, R), sum_rows(grid + 2, 2), *(*(grid + 3) + 4));
    printf("%d %d\n", (int)(&grid[4][1] - &grid[1][3]), (int)sizeof grid[0]);
    int top = 0, left = 0, bottom = R - 1, right = C - 1;
    while (top <= bottom && left <= right) {
        for (int j = left; j <= right; j++) printf("%d ", grid[top][j]);
        top++;
        for (int i = top; i <= bottom; i++) printf("%d ", grid[i][right]);
        right--;
        if (top <= bottom)
            for (int j = right; j >= left; j--) printf("%d ", grid[bottom][j]);
        bottom--;
        if (left <= right)
            for (int i = bottom; i >= top; i--) printf("%d ", grid[i][left]);
        left++;
    }
    printf("\n");
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 4; j++)
            for (int k = 0; k < 5; k++) cube[i][j][k] = (char)(i * 20 + j * 5 + k);
    char (*plane)[4][5] = &cube[1];
    printf("%d %d %d\n", (*plane)[2][3], cube[2][3][4], ((char*)cube)[59]);
    int line[12];
    for (int i = 0; i < 12; i++) line[i] = i;
    reverse(line, line + 5);
    reverse(line + 5, line + 12);
    reverse(line, line + 12);
    for (int i = 0; i < 12; i++) printf("%d ", line[i]);
    int sums[R + 1][C + 1] = {{0}};
    for (int i = 0; i < R; i++)
        for (int j = 0; j < C; j++) sums[i + 1][j + 1] = grid[i][j] + sums[i][j + 1] + sums[i + 1][j] - sums[i][j];
    printf("\n%d %d\n", sums[R][C], sums[4][5] - sums[1][5] - sums[4][2] + sums[1][2]);
    int best = line[0], run = 0, series[] = {3, -5, 4, 6, -2, 8, -20, 9, 1};
    for (int i = 0; i < 9; i++) {
        run = run > 0 ? run + series[i] : series[i];
        if (run > best) best = run;
    }
    printf("%d\n", best);
    short triangle[8][8];
    memset(triangle, 0xFF, sizeof triangle);
    for (int i = 0; i < 8; i++)
        for (int j = 0; j <= i; j++) triangle[i][j] = (short)(i - j);
    int odd = 0;
    for (const short* at = &triangle[0][0]; at < &triangle[8][0]; at++) odd += *at & 1;
    printf("%d\n", odd);
    return 0;
}
