// Thread-local variables, initialized and not, in two files.
#include <stdint.h>
#include <stdio.h>

extern _Thread_local int shared;
extern _Thread_local char text[16];
_Thread_local double local = 2.5;
static _Thread_local int zeros[100];
static _Thread_local long long big = 0x123456789ABCDEF;
_Alignas(32) static _Thread_local char aligned = 'a';
int bump(int by);
int* where(void);

static int count(void) {
    static _Thread_local int calls = 10;
    return ++calls;
}

int main(void) {
    printf("%d %s %g %llx %c\n", shared, text, local, big, aligned);
    for (int i = 0; i < 100; i++) {
        if (zeros[i]) return 1;
        zeros[i] = i;
    }
    shared += 5;
    const int bumped = bump(10);
    printf("%d %d %d\n", bumped, shared, where() == &shared);
    local *= 2;
    text[0] = 'T';
    big++;
    printf("%g %s %llx %d\n", local, text, big, zeros[99]);
    count();
    printf("%d %d\n", count(), (int)((uintptr_t)&aligned % 32));
    return 0;
}
