// A fast Fourier transform and back.
#include <math.h>
#include <stdio.h>

enum { N = 256 };
static double re[N], im[N];

static void transform(int direction) {
    for (int i = 1, j = 0; i < N; i++) {
        int bit = N >> 1;
        for (; j & bit; bit >>= 1) j ^= bit;
        j ^= bit;
        if (i < j) {
            double swap = re[i];
            re[i] = re[j];
            re[j] = swap;
            swap = im[i];
            im[i] = im[j];
            im[j] = swap;
        }
    }
    for (int length = 2; length <= N; length <<= 1) {
        const double angle = direction * 2 * 3.14159265358979323846 / length;
        const double wr = cos(angle), wi = sin(angle);
        for (int i = 0; i < N; i += length) {
            double cr = 1, ci = 0;
            for (int j = 0; j < length / 2; j++) {
                const int a = i + j, b = i + j + length / 2;
                const double tr = re[b] * cr - im[b] * ci, ti = re[b] * ci + im[b] * cr;
                re[b] = re[a] - tr;
                im[b] = im[a] - ti;
                re[a] += tr;
                im[a] += ti;
                const double next = cr * wr - ci * wi;
                ci = cr * wi + ci * wr;
                cr = next;
            }
        }
    }
}

int main(void) {
    for (int i = 0; i < N; i++) re[i] = (i * 37 % 101) - 50 + (i % 16 == 0) * 100;
    transform(-1);
    for (int i = 0; i < N; i += 16) printf("%3d %10.4f %10.4f\n", i, re[i], im[i] + 1e-9);
    transform(1);
    double worst = 0;
    for (int i = 0; i < N; i++) {
        const double error = fabs(re[i] / N - ((i * 37 % 101) - 50 + (i % 16 == 0) * 100));
        if (error > worst) worst = error;
    }
    printf("%s\n", worst < 1e-10 ? "back again" : "lost");
    return 0;
}
