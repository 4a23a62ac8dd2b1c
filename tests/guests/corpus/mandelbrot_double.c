// The Mandelbrot set in double, as text.
#include <stdio.h>

int main(void) {
    for (int row = 0; row < 24; row++) {
        for (int column = 0; column < 64; column++) {
            const double x0 = (double)column * (double)3.0 / (double)64 - (double)2.2, y0 = (double)row * (double)2.4 / (double)24 - (double)1.2;
            double x = 0, y = 0;
            int steps = 0;
            while (x * x + y * y < 4 && steps < 60) {
                const double next = x * x - y * y + x0;
                y = 2 * x * y + y0;
                x = next;
                steps++;
            }
            putchar(" .,:;-~=+*oO%@#&"[steps / 4]);
        }
        putchar('\n');
    }
    return 0;
}
