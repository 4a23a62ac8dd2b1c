// host: no  (RISC-V instructions)
// Inline assembly in RISC-V's syntax: operands, clobbers, branches, atomics, goto.
#include <stdint.h>
#include <stdio.h>

static uint32_t high_product(uint32_t a, uint32_t b) {
    uint32_t result;
    __asm__("mulhu %0, %1, %2" : "=r"(result) : "r"(a), "r"(b));
    return result;
}
static uint32_t add_carry(uint32_t a, uint32_t b, uint32_t* carry) {
    uint32_t sum;
    __asm__("add %0, %2, %3\n\tsltu %1, %0, %2" : "=&r"(sum), "=r"(*carry) : "r"(a), "r"(b));
    return sum;
}
static int count_bits(uint32_t value) {
    int count = 0;
    __asm__ volatile(
        "1:\n\t"
        "beqz %1, 2f\n\t"
        "andi a5, %1, 1\n\t"
        "add %0, %0, a5\n\t"
        "srli %1, %1, 1\n\t"
        "j 1b\n"
        "2:"
        : "+r"(count), "+r"(value)
        :
        : "a5");
    return count;
}
static int is_small(int value) {
    __asm__ goto("sltiu t1, %0, 10; bnez t1, %l[small]" : : "r"(value) : "t1" : small);
    return 0;
small:
    return 1;
}
static uint32_t swap(volatile uint32_t* place, uint32_t value) {
    uint32_t old;
    __asm__ volatile("amoswap.w.aqrl %0, %2, (%1)" : "=r"(old) : "r"(place), "r"(value) : "memory");
    return old;
}
static uint32_t increment(volatile uint32_t* place) {
    uint32_t old, failed;
    do __asm__ volatile("lr.w %0, (%2)\n\taddi %0, %0, 1\n\tsc.w %1, %0, (%2)" : "=&r"(old), "=&r"(failed) : "r"(place) : "memory");
    while (failed);
    return old;
}
// A whole function in assembly.
int triple_plus(int a, int b);
__asm__(".text\n.globl triple_plus\n.type triple_plus, @function\ntriple_plus:\n\tslli t0, a0, 1\n\tadd a0, a0, t0\n\tadd a0, a0, a1\n\tret\n.size triple_plus, .-triple_plus");
// Data in assembly.
extern const uint32_t numbers[3];
extern const char words[];
__asm__(".section .rodata\n.align 2\n.globl numbers\nnumbers:\n\t.word 0x11223344, 1+2*3, numbers_end-numbers\nnumbers_end:\n.globl words\nwords: .ascii \"as\"\n.asciz \"m\"\n.text");

int main(void) {
    uint32_t carry, place = 7;
    printf("%x\n", (unsigned)high_product(0xFFFFFFFF, 0xFFFFFFFF));
    const uint32_t sum = add_carry(0xFFFFFFF0, 0x20, &carry);
    printf("%x %x\n", (unsigned)sum, (unsigned)carry);
    printf("%d %d\n", count_bits(0xF0F0F0F1), count_bits(0));
    printf("%d %d %d\n", is_small(3), is_small(10), is_small(-1));
    const uint32_t old = swap(&place, 41);
    printf("%u %u\n", (unsigned)old, (unsigned)increment(&place));
    printf("%d %x %u %u %s\n", triple_plus(10, 5), (unsigned)numbers[0], (unsigned)numbers[1], (unsigned)numbers[2], words);
    register int pinned __asm__("a4") = 11;
    __asm__ volatile("addi %0, %0, 31" : "+r"(pinned));
    printf("%d\n", pinned);
    __asm__ volatile("fence rw, rw" : : : "memory");
    __asm__ volatile("nop");
    return 0;
}
