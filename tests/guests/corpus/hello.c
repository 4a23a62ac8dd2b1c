#include <stdio.h>

int main(void) {
    puts("Hello from the guest.");
    printf("%s, %c%c%c, %d\n", "string", 'a', 'b', 'c', 42);
    putchar('!');
    putchar('\n');
    return 0;
}
