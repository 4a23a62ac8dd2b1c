// A stack machine that runs a few programs, dispatched by a switch and by computed gotos.
#include <stdio.h>

enum { PUSH, ADD, SUB, MUL, DUP, SWAP, OVER, DROP, JUMP, JUMP_ZERO, CALL, RETURN, LESS, LOAD, STORE, PRINT, HALT };

static long run_switch(const int* code, int* memory) {
    int stack[64], calls[64], sp = 0, cp = 0, pc = 0;
    long steps = 0;
    for (;; steps++) {
        switch (code[pc++]) {
        case PUSH: stack[sp++] = code[pc++]; break;
        case ADD: sp--; stack[sp - 1] += stack[sp]; break;
        case SUB: sp--; stack[sp - 1] -= stack[sp]; break;
        case MUL: sp--; stack[sp - 1] *= stack[sp]; break;
        case DUP: stack[sp] = stack[sp - 1]; sp++; break;
        case SWAP: {
            const int held = stack[sp - 1];
            stack[sp - 1] = stack[sp - 2];
            stack[sp - 2] = held;
            break;
        }
        case OVER: stack[sp] = stack[sp - 2]; sp++; break;
        case DROP: sp--; break;
        case JUMP: pc = code[pc]; break;
        case JUMP_ZERO: pc = stack[--sp] ? pc + 1 : code[pc]; break;
        case CALL: calls[cp++] = pc + 1; pc = code[pc]; break;
        case RETURN: pc = calls[--cp]; break;
        case LESS: sp--; stack[sp - 1] = stack[sp - 1] < stack[sp]; break;
        case LOAD: stack[sp - 1] = memory[stack[sp - 1]]; break;
        case STORE: sp -= 2; memory[stack[sp + 1]] = stack[sp]; break;
        case PRINT: printf("%d ", stack[--sp]); break;
        case HALT: return steps;
        }
    }
}

static long run_goto(const int* code, int* memory) {
    static void* const labels[] = {&&push, &&add, &&sub, &&mul, &&dup, &&swap, &&over, &&drop, &&jump, &&jump_zero, &&call, &&ret, &&less, &&load, &&store, &&print, &&halt};
    int stack[64], calls[64], *sp = stack, *cp = calls;
    const int* pc = code;
    long steps = -1;
#define NEXT do { steps++; goto* labels[*pc++]; } while (0)
    NEXT;
push: *sp++ = *pc++; NEXT;
add: sp--; sp[-1] += *sp; NEXT;
sub: sp--; sp[-1] -= *sp; NEXT;
mul: sp--; sp[-1] *= *sp; NEXT;
dup: *sp = sp[-1]; sp++; NEXT;
swap: { const int held = sp[-1]; sp[-1] = sp[-2]; sp[-2] = held; } NEXT;
over: *sp = sp[-2]; sp++; NEXT;
drop: sp--; NEXT;
jump: pc = code + *pc; NEXT;
jump_zero: pc = *--sp ? pc + 1 : code + *pc; NEXT;
call: *cp++ = (int)(pc + 1 - code); pc = code + *pc; NEXT;
ret: pc = code + *--cp; NEXT;
less: sp--; sp[-1] = sp[-1] < *sp; NEXT;
load: sp[-1] = memory[sp[-1]]; NEXT;
store: sp -= 2; memory[sp[1]] = sp[0]; NEXT;
print: printf("%d ", *--sp); NEXT;
halt: return steps;
}

int main(void) {
    // squares below 100; then Fibonacci by a recursive call
    static const int squares[] = {PUSH, 0, DUP, DUP, MUL, PRINT, PUSH, 1, ADD, DUP, PUSH, 10, LESS, JUMP_ZERO, 17, JUMP, 2, HALT};
    static const int fibonacci[] = {PUSH, 15, CALL, 6, PRINT, HALT,
                                    /* 6 */ DUP, PUSH, 2, LESS, JUMP_ZERO, 13, RETURN,
                                    /* 13 */ DUP, PUSH, 1, SUB, CALL, 6, SWAP, PUSH, 2, SUB, CALL, 6, ADD, RETURN};
    // the sum of 1 to 100 in memory
    static const int sum[] = {PUSH, 0, PUSH, 0, STORE, PUSH, 1, PUSH, 1, STORE,
                              /* 10 */ PUSH, 0, LOAD, PUSH, 1, LOAD, ADD, PUSH, 0, STORE, PUSH, 1, LOAD, PUSH, 1, ADD, DUP, PUSH, 1, STORE,
                              PUSH, 101, LESS, JUMP_ZERO, 37, JUMP, 10, /* 37 */ PUSH, 0, LOAD, PRINT, HALT};
    static int memory[8];
    printf("| %ld steps\n", run_switch(squares, memory));
    printf("| %ld steps\n", run_goto(squares, memory));
    printf("| %ld steps\n", run_switch(fibonacci, memory));
    printf("| %ld steps\n", run_goto(fibonacci, memory));
    printf("| %ld steps\n", run_switch(sum, memory));
    printf("| %ld steps\n", run_goto(sum, memory));
    return 0;
}
