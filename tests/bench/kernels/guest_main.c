// A kernel as a guest: prints its result, which must equal the native one.
#include <stdio.h>

unsigned KERNEL(void);

int main(void) {
    printf("%u\n", KERNEL());
    return 0;
}
