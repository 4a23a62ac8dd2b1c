// The first program: says hello, tells what machine it is on, and powers off by returning from main.
#include <stdio.h>
#include <tetra.h>

int main(void) {
    printf("Hello from Tetra: %lu MiB of RAM, %lu hart%s.\n", TETRA_CONFIG->ram_bytes >> 20,
           TETRA_CONFIG->harts, TETRA_CONFIG->harts == 1 ? "" : "s");
    return 0;
}
