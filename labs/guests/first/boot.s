# Where the machine begins, and the one door through which everything comes back into the kernel.

        .set    PAGE_ENTRIES, 1024
        .set    REGISTER_PC, 64         # offsets in struct Registers, kernel.h
        .set    REGISTER_PSR, 68

# --- Start: ring 0, paging and interrupts off, a0 = number of this hart. The linker puts .text.boot first.
        .section .text.boot, "ax"
        .globl  _start
_start:
        bnez    a0, park                # this kernel drives one hart
        # The kernel is linked at 0x80010000, but it was loaded at 0x00010000 and runs there until paging is on.
        # lla counts from pc, and so finds where things are now; la would give the address they will have.
        lla     t0, kernel_directory
        ori     t0, t0, 1               # enable bit; the address space has number (ASID) 0
        mts     ptb, t0
        # From here on the tables translate. pc still holds a low address: only because entry 0 of the directory
        # maps low addresses to themselves does the next instruction come from where we think.
        la      t0, high
        jr      t0
high:
        la      sp, kernel_stack_top
        la      t0, trap_vector
        mts     tvec, t0
        j       kernel_main             # never returns

park:   halt                            # nothing is unmasked, so nothing wakes it
        j       park

# --- Traps. The hart has saved pc in EPC and PSR in its own "previous" fields, and runs here in ring 0 with interrupts
# off. Everything else is still the program's, so its registers go to memory before C may use them.
        .text
trap_vector:
        mts     scratch, sp             # the only place to put a register without having a register
        la      sp, running
        lw      sp, 0(sp)
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
        mfs     t0, scratch
        sw      t0, 8(sp)
        mfs     t0, epc
        sw      t0, REGISTER_PC(sp)
        rdpsr   t0                      # sensitive! Outside ring 0 a classic machine answers with the real PSR
        sw      t0, REGISTER_PSR(sp)
        mv      a0, sp
        mfs     a1, cause
        mfs     a2, tval
        la      sp, kernel_stack_top    # one stack will do: the kernel is never interrupted
        call    trap                    # gives the registers of the program that runs next
        # falls through

# --- void resume(struct Registers*): leaves the kernel for a program.
        .globl  resume
resume:
        la      t0, running
        sw      a0, 0(t0)               # where the next trap saves
        lw      t0, REGISTER_PC(a0)
        mts     epc, t0
        lw      t0, REGISTER_PSR(a0)
        wrpsr   t0                      # sensitive! Outside ring 0 a classic machine ignores it without a word
        lw      ra, 4(a0)
        lw      sp, 8(a0)
        lw      gp, 12(a0)
        lw      tp, 16(a0)
        lw      t0, 20(a0)
        lw      t1, 24(a0)
        lw      t2, 28(a0)
        lw      s0, 32(a0)
        lw      s1, 36(a0)
        lw      a1, 44(a0)
        lw      a2, 48(a0)
        lw      a3, 52(a0)
        lw      a4, 56(a0)
        lw      a5, 60(a0)
        lw      a0, 40(a0)              # last, for it held the address
        rets                            # pc = EPC; ring and interrupt enable as in the "previous" fields

        .data
running:
        .word   nobody                  # a trap before the first program still finds a place to save

        .bss
        .balign 16
nobody: .space  72
        .space  4096
kernel_stack_top:

# --- The first page directory, ready before the first instruction. Each entry maps 4 MiB; flags as in isa/pte.hpp.
        .data
        .balign 4096
        .globl  kernel_directory
kernel_directory:
        .word   0x0000008f              # 0x00000000 -> 0: large, rwx, ring 0. Only for the jump upwards
        .zero   4 * (0x200 - 1)
        .word   0x0000008f              # 0x80000000 -> 0: the kernel, until memory.c maps it page by page
        .zero   4 * (0x3c0 - 0x200 - 1)
        .word   0xf00000c3              # 0xf0000000 -> itself: the configuration page, read-only, global
        .zero   4 * (PAGE_ENTRIES - 0x3c0 - 1)
