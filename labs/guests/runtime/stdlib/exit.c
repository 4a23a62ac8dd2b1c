#include "../platform/platform.h"

#include <stdlib.h>

// Handlers run in reverse order. One may register another, which runs next.
enum { HANDLERS_MAX = 32 };
static void (*handlers[HANDLERS_MAX])(void);
static unsigned registered;

extern void (*__fini_array_start[])(void) __attribute__((weak));
extern void (*__fini_array_end[])(void) __attribute__((weak));

int atexit(void (*function)(void)) {
    if (registered == HANDLERS_MAX) return -1;
    handlers[registered++] = function;
    return 0;
}

void exit(int status) {
    while (registered) handlers[--registered]();
    for (void (**destructor)(void) = __fini_array_end; destructor != __fini_array_start;) (*--destructor)();
    _Exit(status);
}
