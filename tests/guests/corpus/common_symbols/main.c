// flags: -fcommon
// Tentative definitions in several files become one variable each; the largest and the initialized one win.
#include <stdio.h>

int shared;
int initialized;
char buffer[10];
double aligned;
static int mine;
struct {
    int a, b;
} anonymous;
void other_sets(void);
int other_reads(void);

int main(void) {
    printf("%d %d %g\n", shared, initialized, aligned);
    mine = 3;
    other_sets();
    printf("%d %d %g %s %d\n", shared, initialized, aligned, buffer, mine);
    shared = 1000;
    anonymous.b = 5;
    printf("%d %d\n", other_reads(), anonymous.a + anonymous.b);
    return 0;
}
