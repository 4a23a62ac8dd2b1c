// A Brainfuck interpreter with precomputed jumps.
#include <stdio.h>
#include <string.h>

static unsigned char tape[1000];
static int jump[2000];

static void run(const char* program) {
    int open[100], depth = 0;
    for (int i = 0; program[i]; i++) {
        if (program[i] == '[') open[depth++] = i;
        if (program[i] == ']') {
            jump[i] = open[--depth];
            jump[jump[i]] = i;
        }
    }
    memset(tape, 0, sizeof tape);
    unsigned char* at = tape;
    long steps = 0;
    for (int pc = 0; program[pc]; pc++, steps++) {
        switch (program[pc]) {
        case '>': at++; break;
        case '<': at--; break;
        case '+': ++*at; break;
        case '-': --*at; break;
        case '.': putchar(*at); break;
        case '[': if (!*at) pc = jump[pc]; break;
        case ']': if (*at) pc = jump[pc]; break;
        default: break;
        }
    }
    printf("(%ld steps)\n", steps);
}

int main(void) {
    run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.");
    // squares up to 10000
    run("++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+>>>+[[-]++++++>>>]<<<[[<++++++++<++>>-]+<.<[>----<-]<]<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>[-[<->-]+[<<<]]<[>+<-]>]<<-]<<-]");
    return 0;
}
