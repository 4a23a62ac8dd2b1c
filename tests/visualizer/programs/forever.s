# Counts for ever, for tests that run and pause.
        .text
        .globl  _start
_start: la      sp, top
count:  addi    a0, a0, 1
        sw      a0, -4(sp)
        j       count
        .data
        .space  64
top:
