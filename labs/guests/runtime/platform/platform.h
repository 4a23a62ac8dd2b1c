// What the C library asks of the machine beneath it. Two implementations: the files beside this one for Tetra, and
// tests/guests/oracle/ for a Linux process under qemu-riscv32.
#pragma once

#include <stddef.h>
#include <stdint.h>

// Writes all of the bytes. descriptor: 1 for standard output, 2 for standard error.
void __platform_write(int descriptor, const char* bytes, size_t count);

// Waits for input. Gives at least one byte and at most count, or 0 when no more will come.
size_t __platform_read(char* bytes, size_t count);

// Ends the program; the low 8 bits of status are the exit code.
_Noreturn void __platform_exit(int status);

// The memory that malloc may give out: [*start, *end).
void __platform_heap(uintptr_t* start, uintptr_t* end);

// Nanoseconds since some fixed instant.
uint64_t __platform_nanoseconds(void);
