#include "trap.h"

#include "layout.h"

#include "../platform/platform.h"

#include <string.h>

int tetra_trap_hook(struct TetraTrap* trap) __attribute__((weak));

enum { SP = 2, CAUSE_FETCH_BUS = 1, CAUSE_LOAD_BUS = 5, CAUSE_STORE_BUS = 7, CAUSE_SYSTEM_CALL = 8 };
#define CAUSE_INTERRUPT 0x80000000u

static const struct {
    unsigned number;
    const char* title;
} causes[] = {
#define CAUSE(name, number, title, tval) {number, title},
#include "../../../../isa/causes.inc"
#undef CAUSE
};

static void put(const char* text) { __platform_write(2, text, strlen(text)); }

static void put_hex(uint32_t value) {
    char digits[8];
    for (int i = 8; i-- > 0; value >>= 4) digits[i] = "0123456789abcdef"[value & 15];
    put("0x");
    __platform_write(2, digits, sizeof digits);
}

static const char* title_of(uint32_t cause) {
    if (cause & CAUSE_INTERRUPT) return "an interrupt that the program does not handle";
    for (unsigned i = 0; i < sizeof causes / sizeof *causes; i++)
        if (causes[i].number == (cause & 0xFF)) return causes[i].title;
    return "an unknown cause";
}

// hart 0 trapped: no memory behind this store (cause 0x00000007) at pc 0x00100020, tval 0x00000ffc
static _Noreturn void report(const struct TetraTrap* trap, uint32_t hart, int nested) {
    const char number[] = {(char)('0' + hart % 10), '\0'};
    put("\nhart ");
    put(number);
    put(nested ? " trapped inside its trap handler: " : " trapped: ");
    put(title_of(trap->cause));
    put(" (cause ");
    put_hex(trap->cause);
    put(") at pc ");
    put_hex(trap->epc);
    put(", tval ");
    put_hex(trap->tval);
    put("\n");
    const int is_bus_error =
        trap->cause == CAUSE_FETCH_BUS || trap->cause == CAUSE_LOAD_BUS || trap->cause == CAUSE_STORE_BUS;
    const uint32_t bottom = stack_bottom_of(hart, TETRA_CONFIG->ram_bytes, TETRA_CONFIG->harts);
    if (!nested && trap->x[SP] < bottom) {
        put("The stack has overflowed: sp is ");
        put_hex(trap->x[SP]);
        put(", the stack ends at ");
        put_hex(bottom);
        put(". Look for endless recursion or a large local array.\n");
    } else if (is_bus_error && trap->tval < RAM_START) {
        put("A null pointer? Nothing lies below ");
        put_hex(RAM_START);
        put(".\n");
    }
    __platform_exit(TRAP_EXIT_CODE);
}

void __runtime_trap(struct TetraTrap* trap) {
    static volatile char reporting[TETRA_HARTS_MAX];
    const uint32_t hart = tetra_read_special(hartid) % TETRA_HARTS_MAX;
    if (reporting[hart])  // even the report traps
        __platform_exit(TRAP_EXIT_CODE);
    const uintptr_t trap_stack = (uintptr_t)__trap_stacks[hart];
    const int nested = trap->x[SP] - trap_stack < TRAP_STACK_BYTES;
    if (!nested) {
        if (tetra_trap_hook && tetra_trap_hook(trap)) return;
        if (trap->cause == CAUSE_SYSTEM_CALL) {
            __runtime_system_call(trap);
            return;
        }
    }
    reporting[hart] = 1;
    report(trap, hart, nested);
}
