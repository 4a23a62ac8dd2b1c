#include "platform.h"

#include <tetra.h>

void __platform_write(int descriptor, const char* bytes, size_t count) {
    (void)descriptor;  // the machine has one console
    for (; count; bytes++, count--) {
        while (!(tetra_in(TETRA_CONSOLE_STATUS) & TETRA_CONSOLE_OUTPUT_READY))
            ;
        tetra_out(TETRA_CONSOLE_DATA, (unsigned char)*bytes);
    }
}
