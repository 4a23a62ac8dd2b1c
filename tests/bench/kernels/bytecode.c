// bytecode: the loop of a little stack machine that adds up lengths of Collatz sequences. One switch, over and over.
enum { op_push, op_load, op_save, op_add, op_sub, op_mul, op_half, op_odd, op_if_zero, op_jump, op_stop };

// Variables: 0 total, 1 n, 2 x. The operand of a jump is a position in this table.
static const unsigned char code[] = {
    /*  0 */ op_load, 1,  // while (n) {
    /*  2 */ op_if_zero, 55,
    /*  4 */ op_load, 1,
    /*  6 */ op_save, 2,
    /*  8 */ op_load, 2,  //     while (x != 1) {
    /* 10 */ op_push, 1,
    /* 12 */ op_sub,
    /* 13 */ op_if_zero, 46,
    /* 15 */ op_load, 0,
    /* 17 */ op_push, 1,
    /* 19 */ op_add,
    /* 20 */ op_save, 0,
    /* 22 */ op_load, 2,
    /* 24 */ op_odd,
    /* 25 */ op_if_zero, 39,
    /* 27 */ op_load, 2,
    /* 29 */ op_push, 3,
    /* 31 */ op_mul,
    /* 32 */ op_push, 1,
    /* 34 */ op_add,
    /* 35 */ op_save, 2,
    /* 37 */ op_jump, 8,
    /* 39 */ op_load, 2,  //         else x /= 2 }
    /* 41 */ op_half,
    /* 42 */ op_save, 2,
    /* 44 */ op_jump, 8,
    /* 46 */ op_load, 1,  //     --n }
    /* 48 */ op_push, 1,
    /* 50 */ op_sub,
    /* 51 */ op_save, 1,
    /* 53 */ op_jump, 0,
    /* 55 */ op_stop,
};

unsigned KERNEL(void) {
    unsigned variables[3] = {0, 4000, 0}, stack[8], *top = stack;
    const unsigned char* at = code;
    for (;;) {
        switch (*at++) {
            case op_push: *top++ = *at++; break;
            case op_load: *top++ = variables[*at++]; break;
            case op_save: variables[*at++] = *--top; break;
            case op_add: --top; top[-1] += top[0]; break;
            case op_sub: --top; top[-1] -= top[0]; break;
            case op_mul: --top; top[-1] *= top[0]; break;
            case op_half: top[-1] >>= 1; break;
            case op_odd: top[-1] &= 1; break;
            case op_if_zero: at = *--top == 0 ? code + *at : at + 1; break;
            case op_jump: at = code + *at; break;
            default: return variables[0];
        }
    }
}
