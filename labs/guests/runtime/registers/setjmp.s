# int setjmp(jmp_buf) and void longjmp(jmp_buf, int): what a function must keep on ilp32e is ra, sp, s0 and s1.

        .text
        .globl  setjmp
        .type   setjmp, @function
        .globl  _setjmp
        .set    _setjmp, setjmp
setjmp:
        sw      ra, 0(a0)
        sw      sp, 4(a0)
        sw      s0, 8(a0)
        sw      s1, 12(a0)
        li      a0, 0
        ret
        .size   setjmp, .-setjmp

        .globl  longjmp
        .type   longjmp, @function
        .globl  _longjmp
        .set    _longjmp, longjmp
longjmp:
        lw      ra, 0(a0)
        lw      sp, 4(a0)
        lw      s0, 8(a0)
        lw      s1, 12(a0)
        seqz    a0, a1                  # setjmp never returns 0 a second time
        add     a0, a0, a1
        ret
        .size   longjmp, .-longjmp
