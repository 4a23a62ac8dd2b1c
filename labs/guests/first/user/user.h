// What a program needs of the kernel.
#pragma once

#include <stdint.h>

#include "../calls.h"

static inline int32_t system_call(uint32_t number, uint32_t first, uint32_t second) {
    register uint32_t t0 __asm__("t0") = number;
    register uint32_t a0 __asm__("a0") = first;
    register uint32_t a1 __asm__("a1") = second;
    __asm__ volatile("ecall" : "+r"(a0) : "r"(t0), "r"(a1) : "memory");
    return (int32_t)a0;
}

static inline _Noreturn void exit(uint32_t code) {
    for (;;) system_call(CALL_EXIT, code, 0);
}
static inline int32_t write(const void* text, uint32_t length) {
    return system_call(CALL_WRITE, (uint32_t)text, length);
}
static inline void sleep(uint32_t ticks) { system_call(CALL_SLEEP, ticks, 0); }
static inline uint32_t getpid(void) { return system_call(CALL_GETPID, 0, 0); }
static inline uint32_t preemptions(void) { return system_call(CALL_PREEMPTIONS, 0, 0); }

int main(void);

// user.c: prints a line, in which # stands for the number; in one system call, so that no other program's line can come
// between.
void say(const char* text, uint32_t number);
