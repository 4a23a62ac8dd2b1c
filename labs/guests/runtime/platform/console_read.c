#include "platform.h"

#include <tetra.h>

// Waits for the first character, then takes what is there, up to the end of a line.
size_t __platform_read(char* bytes, size_t count) {
    size_t taken = 0;
    while (taken < count) {
        const uint32_t status = tetra_in(TETRA_CONSOLE_STATUS);
        const uint32_t c = tetra_in(TETRA_CONSOLE_DATA);
        if (c == TETRA_CONSOLE_NONE) {
            if (taken || status & TETRA_CONSOLE_INPUT_ENDED) break;
            continue;
        }
        bytes[taken++] = (char)c;
        if (c == '\n') break;
    }
    return taken;
}
