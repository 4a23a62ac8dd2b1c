// runtime/platform/platform.h for a Linux process under qemu-riscv32.
#include "../../../labs/guests/runtime/platform/platform.h"

enum { CALL_READ = 63, CALL_WRITE = 64, CALL_EXIT_GROUP = 94, CALL_CLOCK_GETTIME64 = 403 };

long oracle_call(long number, long a, long b, long c);

void __platform_write(int descriptor, const char* bytes, size_t count) {
    while (count) {
        const long written = oracle_call(CALL_WRITE, descriptor, (long)bytes, (long)count);
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

size_t __platform_read(char* bytes, size_t count) {
    const long taken = oracle_call(CALL_READ, 0, (long)bytes, (long)count);
    return taken > 0 ? (size_t)taken : 0;
}

void __platform_exit(int status) {
    for (;;) oracle_call(CALL_EXIT_GROUP, status & 0xFF, 0, 0);
}

void __platform_heap(uintptr_t* start, uintptr_t* end) {
    static char heap[48 << 20];
    *start = (uintptr_t)heap;
    *end = (uintptr_t)heap + sizeof heap;
}

uint64_t __platform_nanoseconds(void) {
    long long time[2] = {0, 0};
    oracle_call(CALL_CLOCK_GETTIME64, 1, (long)time, 0);
    return (uint64_t)time[0] * 1000000000u + (uint32_t)time[1];
}
