#include <stdbool.h>

bool __runtime_test_and_set(volatile void* address, int order) __asm__("__atomic_test_and_set");

bool __runtime_test_and_set(volatile void* address, int order) {
    (void)order;
    return __atomic_exchange_n((volatile unsigned char*)address, 1, __ATOMIC_SEQ_CST);
}
