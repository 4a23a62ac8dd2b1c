# What gcc calls under -msave-restore: a prologue and an epilogue shared by many functions. RV32E has s0 and s1 only.
# __riscv_save_n is called with t0 as its return address and keeps ra and n of the s registers.

        .text
        .globl  __riscv_save_2
        .type   __riscv_save_2, @function
        .globl  __riscv_save_1
        .set    __riscv_save_1, __riscv_save_2
        .globl  __riscv_save_0
        .set    __riscv_save_0, __riscv_save_2
__riscv_save_2:
        addi    sp, sp, -12
        sw      s1, 0(sp)
        sw      s0, 4(sp)
        sw      ra, 8(sp)
        jr      t0
        .size   __riscv_save_2, .-__riscv_save_2

        .globl  __riscv_restore_2
        .type   __riscv_restore_2, @function
        .globl  __riscv_restore_1
        .set    __riscv_restore_1, __riscv_restore_2
        .globl  __riscv_restore_0
        .set    __riscv_restore_0, __riscv_restore_2
__riscv_restore_2:
        lw      s1, 0(sp)
        lw      s0, 4(sp)
        lw      ra, 8(sp)
        addi    sp, sp, 12
        ret
        .size   __riscv_restore_2, .-__riscv_restore_2
