# The runtime's trap vectors, one for each hart: saves the registers as a TetraTrap (tetra.h) on a stack of its own, so
# that it works when the program's stack is gone, and calls __runtime_trap. When that returns the program goes on.

        .set    stack_bytes, 4096
        .set    frame_bytes, 80

        .text
trap0:  mts     ms0, sp
        la      sp, trap_stacks + 1 * stack_bytes - frame_bytes
        j       save
trap1:  mts     ms0, sp
        la      sp, trap_stacks + 2 * stack_bytes - frame_bytes
        j       save
trap2:  mts     ms0, sp
        la      sp, trap_stacks + 3 * stack_bytes - frame_bytes
        j       save
trap3:  mts     ms0, sp
        la      sp, trap_stacks + 4 * stack_bytes - frame_bytes
        j       save
trap4:  mts     ms0, sp
        la      sp, trap_stacks + 5 * stack_bytes - frame_bytes
        j       save
trap5:  mts     ms0, sp
        la      sp, trap_stacks + 6 * stack_bytes - frame_bytes
        j       save
trap6:  mts     ms0, sp
        la      sp, trap_stacks + 7 * stack_bytes - frame_bytes
        j       save
trap7:  mts     ms0, sp
        la      sp, trap_stacks + 8 * stack_bytes - frame_bytes
        j       save

save:
        sw      zero, 0(sp)
        sw      ra, 4(sp)
        sw      gp, 12(sp)
        sw      tp, 16(sp)
        sw      t0, 20(sp)
        sw      t1, 24(sp)
        sw      t2, 28(sp)
        sw      s0, 32(sp)
        sw      s1, 36(sp)
        sw      a0, 40(sp)
        sw      a1, 44(sp)
        sw      a2, 48(sp)
        sw      a3, 52(sp)
        sw      a4, 56(sp)
        sw      a5, 60(sp)
        mfs     t0, ms0
        sw      t0, 8(sp)
        mfs     t0, epc
        sw      t0, 64(sp)
        mfs     t0, cause
        sw      t0, 68(sp)
        mfs     t0, tval
        sw      t0, 72(sp)
        rdpsr   t0
        sw      t0, 76(sp)
        la      gp, __global_pointer$
        mv      a0, sp
        call    __runtime_trap
        lw      t0, 64(sp)
        mts     epc, t0
        lw      ra, 4(sp)
        lw      gp, 12(sp)
        lw      tp, 16(sp)
        lw      t0, 20(sp)
        lw      t1, 24(sp)
        lw      t2, 28(sp)
        lw      s0, 32(sp)
        lw      s1, 36(sp)
        lw      a0, 40(sp)
        lw      a1, 44(sp)
        lw      a2, 48(sp)
        lw      a3, 52(sp)
        lw      a4, 56(sp)
        lw      a5, 60(sp)
        lw      sp, 8(sp)
        rets

        .section .rodata
        .align  2
        .globl  __trap_vectors
        .type   __trap_vectors, @object
__trap_vectors:
        .word   trap0, trap1, trap2, trap3, trap4, trap5, trap6, trap7
        .size   __trap_vectors, .-__trap_vectors

        .bss
        .align  4
        .globl  __trap_stacks
        .type   __trap_stacks, @object
__trap_stacks:
trap_stacks:
        .zero   8 * stack_bytes
        .size   __trap_stacks, .-__trap_stacks
