// volatile: every access happens, in order, at the width that was written.
#include <stdint.h>
#include <stdio.h>

static volatile int counter;
static volatile uint8_t device[8];
static int touch(void) { return ++counter; }

int main(void) {
    volatile int x = 0;
    for (int i = 0; i < 100; i++) x += i;
    x;
    x++;
    printf("%d\n", x);
    const volatile int* readonly = &x;
    printf("%d\n", *readonly + *readonly);
    int total = 0;
    for (int i = 0; i < 10; i++) total += touch() * (counter > 5 ? 10 : 1);
    printf("%d %d\n", total, counter);
    for (int i = 0; i < 8; i++) device[i] = (uint8_t)(i * 37);
    device[3] |= 0x80;
    device[4] ^= device[5];
    device[6]--;
    *(volatile uint16_t*)(device + 2) = 0xBEEF;
    for (int i = 0; i < 8; i++) printf("%02x", device[i]);
    printf("\n");
    volatile struct {
        unsigned a : 4, b : 4;
        short s;
        double d;
    } record = {3, 5, -7, 1.5};
    record.a++;
    record.s *= 2;
    record.d /= 4;
    printf("%u %u %d %g\n", record.a, record.b, record.s, record.d);
    volatile char text[] = "volatile";
    for (int i = 0; text[i]; i++) text[i] -= 32;
    for (int i = 0; text[i]; i++) putchar(text[i]);
    volatile int* volatile chain = &counter;
    *chain = 7;
    printf("\n%d\n", *chain);
    volatile float f = 1;
    volatile long long l = 1;
    for (int i = 0; i < 40; i++) {
        f *= 1.5f;
        l *= 3;
    }
    printf("%.6e %lld\n", f, l);
    return 0;
}
