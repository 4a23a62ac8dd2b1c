#include "platform.h"

#include <tetra.h>

void __platform_exit(int status) {
    for (;;) tetra_out(TETRA_POWER, (uint32_t)status & 0xFF);
}
