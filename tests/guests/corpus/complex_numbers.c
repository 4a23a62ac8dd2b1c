// _Complex arithmetic: a small Fourier transform and a polynomial's roots.
#include <complex.h>
#include <math.h>
#include <stdio.h>

#define PI 3.14159265358979323846

static double _Complex turn(double angle) { return cos(angle) + sin(angle) * I; }
static double magnitude(double _Complex z) { return sqrt(__real__ z * __real__ z + __imag__ z * __imag__ z); }

int main(void) {
    enum { N = 8 };
    double _Complex out[N];
    for (int k = 0; k < N; k++) {
        out[k] = 0;
        for (int n = 0; n < N; n++) out[k] += (n * n % 5) * turn(-2 * PI * k * n / N);
        printf("%d: %.6f %.6f\n", k, __real__ out[k] + 1e-9, __imag__ out[k] + 1e-9);
    }
    // Durand-Kerner on x^3 - 3x^2 + 3x - 5
    double _Complex roots[3] = {1, 0.4 + 0.9 * I, (0.4 + 0.9 * I) * (0.4 + 0.9 * I)};
    for (int step = 0; step < 60; step++)
        for (int i = 0; i < 3; i++) {
            const double _Complex x = roots[i];
            double _Complex value = ((x - 3) * x + 3) * x - 5;
            for (int j = 0; j < 3; j++)
                if (j != i) value /= x - roots[j];
            roots[i] = x - value;
        }
    for (int i = 0; i < 3; i++) printf("%.6f %.6f\n", __real__ roots[i], fabs(__imag__ roots[i]));
    float _Complex f = 1.5f + 2.5f * I;
    f = f * f / (0.5f - 1.0f * I);
    printf("%.5f %.5f %.5f\n", __real__ f, __imag__ f, magnitude(f));
    return 0;
}
