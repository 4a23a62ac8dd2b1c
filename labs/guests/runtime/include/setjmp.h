#pragma once
// ra, sp, s0, s1: all that a function must keep on ilp32e.
typedef unsigned long jmp_buf[4];

int setjmp(jmp_buf environment) __attribute__((returns_twice));
_Noreturn void longjmp(jmp_buf environment, int value);
#define setjmp(environment) setjmp(environment)

// There are no signals to mask.
typedef jmp_buf sigjmp_buf;
int _setjmp(jmp_buf environment) __attribute__((returns_twice));
_Noreturn void _longjmp(jmp_buf environment, int value);
#define sigsetjmp(environment, mask) setjmp(environment)
#define siglongjmp(environment, value) longjmp(environment, value)
