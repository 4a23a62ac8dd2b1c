# A small kernel that asks the machine about itself and prints what it hears. On bare metal every answer is true.
# In a virtual machine on the classic strap some answers are the real machine's, and the kernel can tell.

        .equ    CONSOLE, 0x10
        .equ    POWER, 0x40
        .equ    IE, 0x100               # interrupt enable, a bit of PSR

        .text
        .globl  _start
_start: la      sp, stack_end
        la      s0, trap                # our trap vector; s0 remembers it
        mts     tvec, s0
        li      s1, 0                   # lies counted

# 1. In which ring am I? The machine started me in ring 0.
        la      a0, ring_text
        call    print
        rdring  a0
        call    check_zero

# 2. Where do traps go? To where I have just said.
        la      a0, vector_text
        call    print
        rdtvec  a0
        sub     a0, a0, s0              # 0 if it is mine
        call    check_zero

# 3. Turn interrupts off, as before touching what an interrupt handler touches, too. Are they off?
        la      a0, off_text
        call    print
        rdpsr   t0
        andi    t0, t0, ~IE
        wrpsr   t0
        rdpsr   a0
        andi    a0, a0, IE              # 0 if they are off
        call    check_zero

# 4. The verdict.
        la      a0, real_text
        beqz    s1, verdict
        la      a0, virtual_text
verdict:
        call    print
        mv      a0, s1
power_off:
        li      t0, POWER
        out     a0, 0(t0)

# Prints "yes" if a0 is 0; else "NO" and counts a lie.
check_zero:
        mv      t2, ra
        la      t1, yes_text
        beqz    a0, 1f
        la      t1, no_text
        addi    s1, s1, 1
1:      mv      a0, t1
        call    print
        mv      ra, t2
        ret

# Prints the text at a0.
print:  li      t0, CONSOLE
1:      lbu     t1, 0(a0)
        beqz    t1, 2f
        out     t1, 0(t0)
        addi    a0, a0, 1
        j       1b
2:      ret

# No trap is expected: on the strict strap the monitor answers in our place.
trap:   li      a0, 99
        j       power_off

        .data
ring_text:    .asciz  "I am in ring 0 ............. "
vector_text:  .asciz  "Traps go where I said ...... "
off_text:     .asciz  "Interrupts can be turned off "
yes_text:     .asciz  "yes\n"
no_text:      .asciz  "NO\n"
real_text:    .asciz  "This is a machine of my own.\n"
virtual_text: .asciz  "Somebody sits below me.\n"

        .bss
        .balign 16
        .skip   256
stack_end:
