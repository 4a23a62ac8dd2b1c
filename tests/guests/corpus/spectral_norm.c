// The spectral norm of an infinite matrix, cut off, in float and double.
#include <math.h>
#include <stdio.h>

enum { N = 24 };
#define DEFINE(T, suffix, root)                                                                     \
    static T element##suffix(int i, int j) { return (T)1 / (T)((i + j) * (i + j + 1) / 2 + i + 1); } \
    static void multiply##suffix(const T* v, T* out, int transposed) {                              \
        for (int i = 0; i < N; i++) {                                                               \
            out[i] = 0;                                                                             \
            for (int j = 0; j < N; j++) out[i] += (transposed ? element##suffix(j, i) : element##suffix(i, j)) * v[j]; \
        }                                                                                           \
    }                                                                                               \
    static T norm##suffix(void) {                                                                   \
        T u[N], v[N], t[N], vu = 0, vv = 0;                                                         \
        for (int i = 0; i < N; i++) u[i] = 1;                                                       \
        for (int i = 0; i < 4; i++) {                                                               \
            multiply##suffix(u, t, 0);                                                              \
            multiply##suffix(t, v, 1);                                                              \
            multiply##suffix(v, t, 0);                                                              \
            multiply##suffix(t, u, 1);                                                              \
        }                                                                                           \
        for (int i = 0; i < N; i++) {                                                               \
            vu += u[i] * v[i];                                                                      \
            vv += v[i] * v[i];                                                                      \
        }                                                                                           \
        return root(vu / vv);                                                                       \
    }
DEFINE(double, _d, sqrt)
DEFINE(float, _f, sqrtf)

int main(void) {
    printf("%.9f\n%.5f\n", norm_d(), norm_f());
    return 0;
}
