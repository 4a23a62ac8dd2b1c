// exit: 134
// A failed assertion aborts.
#include <assert.h>
#include <stdio.h>

int main(void) {
    setvbuf(stdout, NULL, _IONBF, 0);
    assert(1 + 1 == 2);
    printf("so far\n");
    assert(1 + 1 == 3);
    printf("never\n");
    return 0;
}
