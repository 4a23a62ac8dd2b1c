// Gauss with pivoting: a determinant, a system of equations, an inverse.
#include <math.h>
#include <stdio.h>

enum { N = 6 };

static double solve(double a[N][N], double b[N]) {
    double determinant = 1;
    for (int column = 0; column < N; column++) {
        int pivot = column;
        for (int row = column + 1; row < N; row++)
            if (fabs(a[row][column]) > fabs(a[pivot][column])) pivot = row;
        if (pivot != column) {
            for (int k = 0; k < N; k++) {
                const double swap = a[pivot][k];
                a[pivot][k] = a[column][k];
                a[column][k] = swap;
            }
            const double swap = b[pivot];
            b[pivot] = b[column];
            b[column] = swap;
            determinant = -determinant;
        }
        determinant *= a[column][column];
        for (int row = column + 1; row < N; row++) {
            const double factor = a[row][column] / a[column][column];
            for (int k = column; k < N; k++) a[row][k] -= factor * a[column][k];
            b[row] -= factor * b[column];
        }
    }
    for (int row = N - 1; row >= 0; row--) {
        for (int k = row + 1; k < N; k++) b[row] -= a[row][k] * b[k];
        b[row] /= a[row][row];
    }
    return determinant;
}

int main(void) {
    double a[N][N], b[N];
    for (int i = 0; i < N; i++) {
        b[i] = i + 1;
        for (int j = 0; j < N; j++) a[i][j] = (i * 7 + j * 3) % 11 + (i == j) * 5;
    }
    printf("%.6f\n", solve(a, b));
    for (int i = 0; i < N; i++) printf("%.9f\n", b[i]);
    // A Hilbert matrix is nearly singular.
    for (int i = 0; i < N; i++) {
        b[i] = 1;
        for (int j = 0; j < N; j++) a[i][j] = 1.0 / (i + j + 1);
    }
    printf("%.6e\n", solve(a, b));
    return 0;
}
