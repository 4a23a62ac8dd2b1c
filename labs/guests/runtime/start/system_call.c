#include "trap.h"

#include "../platform/platform.h"

// A few of Linux's system calls, so that a program written for qemu-riscv32 runs unchanged: the number in t0, as RV32E
// has it, arguments in a0 to a2, the result or a negative error number in a0.
enum {
    CALL_READ = 63,
    CALL_WRITE = 64,
    CALL_EXIT = 93,
    CALL_EXIT_GROUP = 94,
    NO_SUCH_FILE = -9,
    NO_SUCH_CALL = -38
};
enum { T0 = 5, A0 = 10, A1 = 11, A2 = 12 };

void __runtime_system_call(struct TetraTrap* trap) {
    const uint32_t descriptor = trap->x[A0];
    char* bytes = (char*)trap->x[A1];
    const uint32_t count = trap->x[A2];
    switch (trap->x[T0]) {
    case CALL_READ:
        trap->x[A0] = descriptor == 0 ? __platform_read(bytes, count) : (uint32_t)NO_SUCH_FILE;
        break;
    case CALL_WRITE:
        if (descriptor == 1 || descriptor == 2) {
            __platform_write((int)descriptor, bytes, count);
            trap->x[A0] = count;
        } else {
            trap->x[A0] = (uint32_t)NO_SUCH_FILE;
        }
        break;
    case CALL_EXIT:
    case CALL_EXIT_GROUP: __platform_exit((int)trap->x[A0]);
    default: trap->x[A0] = (uint32_t)NO_SUCH_CALL; break;
    }
    trap->epc += 4;  // behind the ecall
}
