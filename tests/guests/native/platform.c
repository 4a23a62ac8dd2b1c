// What the runtime asks of its platform (runtime/platform/platform.h), for the checks on the host.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

char ours_heap[32 << 20];
void ours___platform_heap(uintptr_t* start, uintptr_t* end) {
    *start = (uintptr_t)ours_heap + 5;
    *end = (uintptr_t)ours_heap + sizeof ours_heap - 3;
}
void ours___platform_write(int descriptor, const char* bytes, size_t count) {
    fwrite(bytes, 1, count, descriptor == 2 ? stderr : stdout);
}
size_t ours___platform_read(char* bytes, size_t count) {
    (void)bytes, (void)count;
    return 0;
}
void ours___platform_exit(int status) { exit(status); }
uint64_t ours___platform_nanoseconds(void) { return 0; }
long double ours_strtold(const char* text, char** end) { return strtold(text, end); }
