// exit: 134
// errors: yes
// host: no  (its message begins with the program's name)
// A failed assertion says where, and aborts.
#include <assert.h>
#include <stdio.h>

int main(void) {
    assert(1 + 1 == 2);
    printf("so far\n");
    fprintf(stderr, "an error: %d\n", 5);
    assert(1 + 1 == 3 && "arithmetic");
    printf("never\n");
    return 0;
}
