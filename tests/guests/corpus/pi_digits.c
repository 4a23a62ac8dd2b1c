// Digits of pi by the spigot of Rabinowitz and Wagon, and of e.
#include <stdio.h>

enum { DIGITS = 200, LENGTH = DIGITS * 10 / 3 + 2 };

int main(void) {
    static int a[LENGTH];
    int nines = 0, held = -1, printed = 0;
    for (int i = 0; i < LENGTH; i++) a[i] = 2;
    while (printed < DIGITS) {
        int carry = 0;
        for (int i = LENGTH - 1; i > 0; i--) {
            const int x = 10 * a[i] + carry * (i + 1);
            a[i] = x % (2 * i + 1);
            carry = x / (2 * i + 1);
        }
        const int x = 10 * a[0] + carry;
        a[0] = x % 10;
        const int digit = x / 10;
        if (digit == 9) {
            nines++;
            continue;
        }
        if (held >= 0) {
            putchar('0' + held + digit / 10);
            printed++;
        }
        for (; nines > 0; nines--) {
            putchar(digit == 10 ? '0' : '9');
            printed++;
        }
        held = digit % 10;
    }
    printf("\n2.");
    static int e[80];
    for (int i = 0; i < 80; i++) e[i] = 1;
    for (int n = 0; n < 60; n++) {
        int carry = 0;
        for (int i = 79; i >= 2; i--) {
            const int x = e[i] * 10 + carry;
            e[i] = x % i;
            carry = x / i;
        }
        putchar('0' + carry % 10);
    }
    printf("\n");
    return 0;
}
