// The Mandelbrot set in float, as text.
#include <stdio.h>

int main(void) {
    for (int row = 0; row < 24; row++) {
        for (int column = 0; column < 64; column++) {
            const float x0 = (float)column * (float)3.0 / (float)64 - (float)2.2, y0 = (float)row * (float)2.4 / (float)24 - (float)1.2;
            float x = 0, y = 0;
            int steps = 0;
            while (x * x + y * y < 4 && steps < 60) {
                const float next = x * x - y * y + x0;
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
