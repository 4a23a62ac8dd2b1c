// Integer matrices multiplied in three orders of the loops.
#include <stdio.h>
#include <string.h>

enum { N = 48 };
static int a[N][N], b[N][N], c[N][N];

static unsigned checksum(void) {
    unsigned sum = 0;
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) sum = sum * 33 + (unsigned)c[i][j];
    return sum;
}

int main(void) {
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            a[i][j] = i * j % 17 - 8;
            b[i][j] = (i + 3 * j) % 23 - 11;
        }
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            for (int k = 0; k < N; k++) c[i][j] += a[i][k] * b[k][j];
    printf("%08x %d\n", checksum(), c[5][7]);
    memset(c, 0, sizeof c);
    for (int i = 0; i < N; i++)
        for (int k = 0; k < N; k++)
            for (int j = 0; j < N; j++) c[i][j] += a[i][k] * b[k][j];
    printf("%08x %d\n", checksum(), c[N - 1][0]);
    memset(c, 0, sizeof c);
    for (int j = 0; j < N; j++)
        for (int k = 0; k < N; k++)
            for (int i = 0; i < N; i++) c[i][j] += a[i][k] * b[k][j];
    printf("%08x %d\n", checksum(), c[0][N - 1]);
    return 0;
}
