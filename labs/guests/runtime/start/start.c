#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// From the linker. The addresses of __tdata_size and __tls_size are sizes: of the initialized thread-local data, and
// of all of it, zeros included.
extern char __tdata_start[], __tdata_size[], __tls_size[];
extern void (*__preinit_array_start[])(int, char**, char**) __attribute__((weak));
extern void (*__preinit_array_end[])(int, char**, char**) __attribute__((weak));
extern void (*__init_array_start[])(int, char**, char**) __attribute__((weak));
extern void (*__init_array_end[])(int, char**, char**) __attribute__((weak));

int main(int argc, char** argv, char** environment);
void hart_main(int hart) __attribute__((weak));
void __runtime_start(int hart);

// Every hart has its own copy of the thread-local variables, at tp.
static void prepare_thread_locals(void) {
    char* block;
    __asm__("mv %0, tp" : "=r"(block));
    memcpy(block, __tdata_start, (size_t)__tdata_size);
    memset(block + (size_t)__tdata_size, 0, (size_t)__tls_size - (size_t)__tdata_size);
}

static void call_all(void (**from)(int, char**, char**), void (**to)(int, char**, char**), int argc,
                     char** argv, char** environment) {
    for (; from < to; from++) (*from)(argc, argv, environment);
}

void __runtime_start(int hart) {
    static char name[] = "guest";
    static char* argv[] = {name, NULL};
    static char* environment[] = {NULL};

    prepare_thread_locals();
    if (hart != 0) {
        if (hart_main) hart_main(hart);
        return;
    }
    call_all(__preinit_array_start, __preinit_array_end, 1, argv, environment);
    call_all(__init_array_start, __init_array_end, 1, argv, environment);
    exit(main(1, argv, environment));
}
