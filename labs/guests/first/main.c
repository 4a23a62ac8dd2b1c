// The life of the kernel, from the first C to the first program.

#include "kernel.h"

// The programs: ELF files of their own that the linker put among our constants.
extern const char polite_elf[], hog_elf[];

// Questions whose answers depend on who really runs this machine. Here they are asked in ring 0, and the machine
// answers as its manual says. In a virtual machine this kernel runs in an outer ring. Where sensitive instructions trap
// there (the strict strap), the monitor gives the answers that a real machine would give, and nothing can be told. Where
// they do not (the classic strap), the real machine answers, and the deception is over.
static void ask_who_we_are(void) {
    uint32_t ring, psr, ptb;
    __asm__ volatile("rdring %0" : "=r"(ring));
    __asm__ volatile("rdpsr %0" : "=r"(psr));
    __asm__ volatile("rdptb %0" : "=r"(ptb));
    const uint32_t own = physical_of(kernel_directory) | 1;
    print("rdring   the kernel runs in ring %u%s\n", ring, ring == 0 ? "" : ": so who is in ring 0?");
    print("rdpsr    0x%x: interrupts are %s\n", psr,
          psr & PSR_INTERRUPTS ? "on, though nobody here allowed them" : "off, as they were left");
    print("rdptb    0x%x: %s\n", ptb,
          ptb == own ? "the page tables that were put there" : "those are not my page tables");
}

_Noreturn void kernel_main(void) {
    const volatile struct TetraConfig* config = TETRA_CONFIG;
    if (config->magic != TETRA_CONFIG_MAGIC) power_off(2);
    memory_start();
    print("first    a small kernel for Tetra\n");
    print("config   %u KiB of RAM, harts: %u, clock: %u MHz\n", config->ram_bytes / 1024, config->harts,
          clock_hz() / 1000000);
    print("paging   is on: kernel_main is at 0x%x, its bytes lie at 0x%x\n", (uint32_t)kernel_main,
          physical_of(kernel_main));
    ask_who_we_are();
    load_program(0, "polite", polite_elf);
    load_program(1, "hog", hog_elf);
    start_programs();
}
