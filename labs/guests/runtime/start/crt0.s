# Where every hart begins: ring 0, paging and interrupts off, a0 = hart number, a1 = configuration page.
# Sets the stack, the thread-local block and the trap vector, and goes on in C (start.c).
#
# Memory of a program linked at __image_base or above:
#
#   0x00000000    nothing: a null pointer traps
#   0x00001000    stack of hart 0, growing down: one that overflows traps, too
#   __image_base  the program; behind it the heap
#                 stacks of the other harts, 64 KiB each, hart 1 the uppermost
#   end of RAM
#
# Linked lower there is no room for a stack below the program: hart 0's then lies below the other harts', an eighth of
# RAM (layout.h does the same sums), and nothing traps when it grows into the heap.

        .globl  __image_base
        .set    __image_base, 0x00100000

        .text
        .globl  _start
        .type   _start, @function
_start:
        la      gp, __global_pointer$
        lw      t0, 8(a1)               # end of RAM
        beqz    a0, first
        addi    t1, a0, -1              # hart h > 0: end of RAM - (h - 1) * 64 KiB
        slli    t1, t1, 16
        sub     sp, t0, t1
        j       have_stack
first:
        la      t1, _start
        la      sp, __image_base
        bgeu    t1, sp, have_stack
        lw      t1, 12(a1)              # harts
        addi    t1, t1, -1
        slli    t1, t1, 16
        sub     sp, t0, t1
have_stack:
        la      t1, __tls_size          # the symbol's value is the size
        sub     sp, sp, t1
        andi    sp, sp, -64
        mv      tp, sp
        la      t1, __trap_vectors
        slli    t2, a0, 2
        add     t1, t1, t2
        lw      t1, 0(t1)
        mts     tvec, t1
        call    __runtime_start         # returns on harts other than 0
sleep:
        halt
        j       sleep
        .size   _start, .-_start
