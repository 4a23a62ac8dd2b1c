// Variable-length arrays and alloca, also in loops and recursion, and in parameters.
#include <alloca.h>
#include <stdio.h>
#include <string.h>

static int sum_of(int rows, int columns, int matrix[rows][columns]) {
    int sum = 0;
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) sum += matrix[i][j];
    return sum;
}
static int fill(int rows, int columns) {
    int matrix[rows][columns];
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) matrix[i][j] = i * columns + j;
    return sum_of(rows, columns, matrix) + (int)sizeof matrix;
}
static char* join(char* to, const char* a, const char* b) {
    char* room = alloca(strlen(a) + strlen(b) + 1);
    strcpy(room, a);
    strcat(room, b);
    return strcpy(to, room);
}
static int recursive(int n) {
    if (n == 0) return 0;
    int values[n];
    for (int i = 0; i < n; i++) values[i] = n;
    const int below = recursive(n - 1);
    for (int i = 0; i < n; i++)
        if (values[i] != n) return -1000000;
    return below + values[n / 2];
}

int main(void) {
    printf("%d %d\n", fill(3, 4), fill(17, 9));
    char text[40];
    printf("%s\n", join(text, "variable ", "length"));
    printf("%d\n", recursive(50));
    unsigned hash = 0;
    for (int n = 1; n < 40; n++) {
        char row[n], *chunk = alloca((size_t)n);
        memset(row, n, sizeof row);
        memset(chunk, n + 1, (size_t)n);
        hash = hash * 31 + (unsigned)(row[n - 1] + chunk[0]) + (unsigned)sizeof row;
    }
    printf("%08x\n", hash);
    for (int size = 100; size <= 30000; size *= 300) {
        volatile char room[size];
        room[0] = 1;
        room[size - 1] = 2;
        printf("%d ", room[0] + room[size - 1]);
    }
    int n = 5;
    int five[5] = {1, 2, 3, 4, 5};
    int (*pointer)[n] = &five;
    n = 10;
    printf("%zu %d\n", sizeof *pointer, (*pointer)[4]);
    return 0;
}
