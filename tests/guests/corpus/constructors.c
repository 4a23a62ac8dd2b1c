// Constructors by priority, destructors, atexit; output after main.
// exit: 3
#include <stdio.h>
#include <stdlib.h>

static int order;
__attribute__((constructor(201))) static void second(void) { printf("constructor 201: %d\n", order++); }
__attribute__((constructor(150))) static void first(void) { printf("constructor 150: %d\n", order++); }
__attribute__((constructor)) static void third(void) { printf("constructor: %d\n", order++); }
__attribute__((destructor)) static void late(void) { printf("destructor: %d\n", order++); }
__attribute__((destructor(150))) static void last(void) { printf("destructor 150: %d\n", order++); }
static void at_exit_1(void) { printf("atexit 1: %d\n", order++); }
static void at_exit_2(void) {
    printf("atexit 2: %d\n", order++);
    atexit(at_exit_1);
}

int main(void) {
    printf("main: %d\n", order++);
    atexit(at_exit_1);
    atexit(at_exit_2);
    return 3;
}
