#include <stdint.h>

uint16_t __atomic_load_2(const volatile void* address, int order);
void __atomic_store_2(volatile void* address, uint16_t value, int order);

// An aligned load or store of this width is one access.
uint16_t __atomic_load_2(const volatile void* address, int order) {
    (void)order;
    __asm__ volatile("fence" : : : "memory");
    const uint16_t value = *(const volatile uint16_t*)address;
    __asm__ volatile("fence" : : : "memory");
    return value;
}

void __atomic_store_2(volatile void* address, uint16_t value, int order) {
    (void)order;
    __asm__ volatile("fence" : : : "memory");
    *(volatile uint16_t*)address = value;
    __asm__ volatile("fence" : : : "memory");
}
