#include <stdint.h>

uint8_t __atomic_load_1(const volatile void* address, int order);
void __atomic_store_1(volatile void* address, uint8_t value, int order);

// An aligned load or store of this width is one access.
uint8_t __atomic_load_1(const volatile void* address, int order) {
    (void)order;
    __asm__ volatile("fence" : : : "memory");
    const uint8_t value = *(const volatile uint8_t*)address;
    __asm__ volatile("fence" : : : "memory");
    return value;
}

void __atomic_store_1(volatile void* address, uint8_t value, int order) {
    (void)order;
    __asm__ volatile("fence" : : : "memory");
    *(volatile uint8_t*)address = value;
    __asm__ volatile("fence" : : : "memory");
}
