#include <string.h>

int shared;
int initialized = 42;
char buffer[100];
double aligned;
static int mine;

void other_sets(void) {
    shared = 7;
    aligned = 2.5;
    mine = 11;
    strcpy(buffer, "a string that needs more than ten characters");
}

int other_reads(void) { return shared + mine; }
