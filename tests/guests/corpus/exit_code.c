// exit: 42
// exit from deep inside, with a status of more than eight bits.
#include <stdio.h>
#include <stdlib.h>

static void deep(int n) {
    if (n == 0) {
        printf("leaving\n");
        exit(0x12A);
    }
    deep(n - 1);
    printf("never\n");
}

int main(void) {
    deep(10);
    return 1;
}
