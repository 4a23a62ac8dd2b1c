// Labels as values: an interpreter of regular words, and a difference table of labels.
#include <stdio.h>

static int run(const char* program) {
    static const int offsets[] = {&&add - &&add, &&sub - &&add, &&twice - &&add, &&negate - &&add, &&end - &&add};
    int value = 0;
#define GO goto *(&&add + offsets[*program == '+' ? 0 : *program == '-' ? 1 : *program == '*' ? 2 : *program == '~' ? 3 : 4])
    GO;
add:
    value++;
    program++;
    GO;
sub:
    value--;
    program++;
    GO;
twice:
    value *= 2;
    program++;
    GO;
negate:
    value = -value;
    program++;
    GO;
end:
    return value;
}

static int walk(int steps) {
    void* targets[3] = {&&a, &&b, &&c};
    int count[3] = {0};
    unsigned state = 7;
next:
    if (steps-- == 0) return count[0] * 10000 + count[1] * 100 + count[2];
    state = state * 1103515245 + 12345;
    goto *targets[(state >> 16) % 3];
a:
    count[0]++;
    goto next;
b:
    count[1]++;
    goto next;
c:
    count[2]++;
    goto next;
}

int main(void) {
    printf("%d %d %d %d\n", run(""), run("+++*"), run("++*~-"), run("+*******"));
    printf("%d\n", walk(100));
    return 0;
}
