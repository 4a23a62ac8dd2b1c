// What the parts of the kernel know of each other. Read boot.s, main.c, memory.c, program.c, trap.c, in this order.
#pragma once

#include <stdint.h>
#include <tetra.h>

#include "calls.h"

// A program's registers while it does not run: x[1] is ra … x[15] is a5. boot.s knows the offsets.
struct Registers {
    uint32_t x[16];
    uint32_t pc;
    uint32_t psr;  // with the program's ring and interrupt enable in its "previous" fields
};
enum { SP = 2, T0 = 5, A0 = 10, A1 = 11 };
enum { PSR_PREVIOUS_RING = 0x30, PSR_INTERRUPTS = 0x100, PSR_PREVIOUS_INTERRUPTS = 0x1000 };

// Of the processor's clock, whose count the timer compares; up to 4 GHz.
static inline uint32_t clock_hz(void) { return TETRA_CONFIG->clock_hz_high ? ~0u : TETRA_CONFIG->clock_hz; }

// console.c. print knows %s, %u, %x (eight digits) and nothing else.
void print_text(const char* text, uint32_t length);
void print(const char* format, ...);
_Noreturn void power_off(uint32_t exit_code);

// memory.c. Bits of a page-table entry (isa/pte.hpp).
enum { VALID = 1, READ = 2, WRITE = 4, EXECUTE = 8, GLOBAL = 0x40, LARGE = 0x80, USER = 0x300 /* PL = ring 3 */ };
enum { PAGE = 4096 };
#define KERNEL 0x80000000u      // virtual minus physical address of everything the kernel owns
#define FRAME_OF(entry) ((entry) & 0xFFFFF000u)

extern uint32_t kernel_directory[];
void memory_start(void);
void* at(uint32_t physical);
uint32_t physical_of(const void* kernel_address);
uint32_t take_frame(void);
void map(uint32_t* directory, uint32_t address, uint32_t frame, uint32_t flags);
const char* user_byte(const uint32_t* directory, uint32_t address);

// program.c
struct Program {
    struct Registers registers;
    const char* name;
    uint32_t* directory;  // its page tables
    uint32_t ptb;         // the same for the hart: address, ASID, enable bit
    enum { READY, SLEEPING, ENDED } state;
    uint32_t wake_at;      // while SLEEPING: the tick that ends it
    uint32_t preemptions;  // how often the timer took the processor from it
};
enum { PROGRAMS = 2 };
extern struct Program programs[PROGRAMS];
void load_program(unsigned number, const char* name, const char* elf);

// trap.c
_Noreturn void start_programs(void);
_Noreturn void resume(struct Registers* registers);  // boot.s
