// matmul: integer matrix multiplication, 96 by 96.
enum { size = 96, rounds = 10 };
static int a[size][size], b[size][size], c[size][size];

unsigned KERNEL(void) {
    unsigned sum = 0;
    for (int i = 0; i < size; ++i)
        for (int j = 0; j < size; ++j) {
            a[i][j] = i * 3 - j;
            b[i][j] = i + j * 5;
        }
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < size; ++i)
            for (int j = 0; j < size; ++j) {
                int dot = 0;
                for (int k = 0; k < size; ++k) dot += a[i][k] * b[k][j];
                c[i][j] = dot;
            }
        for (int i = 0; i < size; ++i) a[i][(i + round) % size] ^= c[i][i];
        sum = sum * 31 + (unsigned)c[round][size - 1 - round];
    }
    return sum;
}
