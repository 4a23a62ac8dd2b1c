// For code compiled with -fstack-protector.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

uintptr_t __stack_chk_guard =
    0x00FF0A0D;  // holds a zero, a newline and a return, which string functions stop at

_Noreturn void __stack_chk_fail(void);

void __stack_chk_fail(void) {
    fputs("*** stack smashing detected ***: terminated\n", stderr);
    abort();
}
