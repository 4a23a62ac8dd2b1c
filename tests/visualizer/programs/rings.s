# A kernel and a program in one page, for the tests of the window: paging, system calls, a page that is mapped only when
# it is touched, a question about the ring, and the end.
#
#   0x00000000  4 MiB, everything, all rings: kernel and program
#   0x00800000  4 MiB, absent until the program touches it

        .text
        .globl  _start
_start:
        la      sp, stack_top
        la      t0, trap
        mts     tvec, t0
        la      t0, directory
        ori     t0, t0, 1
        mts     ptb, t0                 # from here on the tables translate
        call    greet
        la      t0, program
        mts     epc, t0
        li      t0, 0x30                # previous ring 3
        wrpsr   t0                      # sensitive
        rets                            # into the program

# Prints three letters. A call, to be stepped over.
greet:
        addi    sp, sp, -4
        sw      ra, 0(sp)
        li      a0, 'o'
        out     a0, 0x10(zero)
        li      a0, 'k'
        out     a0, 0x10(zero)
        li      a0, 10
        out     a0, 0x10(zero)
        lw      ra, 0(sp)
        addi    sp, sp, 4
        ret

# System calls: a0 = 0 ends, anything else is a character to print. A question about the ring is answered. Page faults:
# the page comes into being.
trap:
        mts     scratch, t0
        mfs     t1, cause
        li      t0, 8                   # system call
        bne     t1, t0, no_call
        beqz    a0, finish
        out     a0, 0x10(zero)
go_on:  mfs     t0, epc
        addi    t0, t0, 4               # behind the instruction
        mts     epc, t0
        rets
no_call:
        li      t0, 9                   # a privileged instruction: it can only be rdring
        bne     t1, t0, page_fault
        li      a0, 3
        j       go_on
page_fault:
        la      t1, directory
        li      t0, 0x0080038f          # 8 MiB, large, rwx, all rings
        sw      t0, 8(t1)
        mfs     t0, scratch
        rets
finish:
        out     a0, 0x40(zero)

program:
        li      a0, 'h'
        ecall
        li      a0, 'i'
        ecall
        li      t2, 0x00800000
        sw      a0, 0(t2)               # nobody has been here
        lw      a1, 0(t2)
        rdring  a0                      # sensitive
        addi    a0, a0, '0'
        ecall
        li      a0, 0
        ecall

        .data
        .balign 4096
directory:
        .word   0x0000038f              # large, rwx, all rings
        .zero   4092
        .balign 16
        .zero   256
stack_top:
