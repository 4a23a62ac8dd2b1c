// The machine as a C program in ring 0 sees it: the configuration page, the ports, the special registers.
//
//     #include <tetra.h>
//     tetra_out(TETRA_CONSOLE_DATA, '!');          // write one character
//     tetra_out(TETRA_POWER, 0);                   // end the run with exit code 0
//     printf("%u bytes of RAM\n", TETRA_CONFIG->ram_bytes);
//
// The instructions `in`, `out`, `mfs` and `mts` are Tetra's own: only Tetra's assembler knows them. A program that
// stays with the C library (stdio.h, stdlib.h …) runs under qemu-riscv32 too.
#pragma once

#include <stdint.h>

// Read-only words at the top of the physical address space, so that one image fits every machine.
struct TetraConfig {
    uint32_t magic;      // TETRA_CONFIG_MAGIC
    uint32_t version;    // 1
    uint32_t ram_bytes;  // the first physical address above RAM
    uint32_t harts;      // 1 to 8
    uint32_t clock_hz;   // clock frequency, low word
    uint32_t clock_hz_high;
    uint32_t devices;  // one bit for each device that is there
};

#define TETRA_CONFIG ((const volatile struct TetraConfig*)0xF0000000u)
#define TETRA_CONFIG_MAGIC 0x52544554u  // "TETR"
#define TETRA_HARTS_MAX 8

enum TetraPort {
    TETRA_CONSOLE_DATA = 0x10,    // out: write a character; in: the next one, or TETRA_CONSOLE_NONE
    TETRA_CONSOLE_STATUS = 0x11,  // TETRA_CONSOLE_… bits
    TETRA_TIMER_NOW = 0x20,       // ticks since power-on, low word
    TETRA_TIMER_NOW_HIGH = 0x21,
    TETRA_TIMER_COMPARE = 0x22,  // low word; writing the high word arms the timer
    TETRA_TIMER_COMPARE_HIGH = 0x23,
    TETRA_TIMER_CONTROL = 0x24,
    TETRA_POWER = 0x40,  // out: power off; the low 8 bits are the exit code
};

enum {
    TETRA_CONSOLE_INPUT_READY = 1,
    TETRA_CONSOLE_OUTPUT_READY = 2,
    TETRA_CONSOLE_INPUT_ENDED = 4,  // no character will ever come
};
#define TETRA_CONSOLE_NONE 0xFFFFFFFFu

static inline uint32_t tetra_in(uint32_t port) {
    uint32_t value;
    __asm__ volatile("in %0, 0(%1)" : "=r"(value) : "r"(port) : "memory");
    return value;
}

static inline void tetra_out(uint32_t port, uint32_t value) {
    __asm__ volatile("out %0, 0(%1)" : : "r"(value), "r"(port) : "memory");
}

// A special register by its name: tetra_read_special(cause), tetra_write_special(tvec, address).
#define tetra_read_special(name) \
    __extension__({ \
        uint32_t value_; \
        __asm__ volatile("mfs %0, " #name : "=r"(value_) : : "memory"); \
        value_; \
    })
#define tetra_write_special(name, value) \
    do { \
        __asm__ volatile("mts " #name ", %0" : : "r"((uint32_t)(value)) : "memory"); \
    } while (0)

// Registers of the interrupted program; x[0] is not used, x[1] is ra … x[15] is a5.
struct TetraTrap {
    uint32_t x[16];
    uint32_t epc;    // the program goes on here
    uint32_t cause;  // a TetraCause
    uint32_t tval;   // the address or instruction word at fault
    uint32_t psr;    // as it was before the trap
};

// A program may define this function. The runtime's trap handler calls it first. Return non-zero when the trap has
// been dealt with: the interrupted program goes on at trap->epc with the registers in trap->x.
int tetra_trap_hook(struct TetraTrap* trap);

// A program may define this function: every hart but hart 0 calls it once. A hart that returns from it halts.
void hart_main(int hart);
