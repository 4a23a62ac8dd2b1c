#include "../platform/platform.h"

#include <time.h>

clock_t clock(void) { return (clock_t)(__platform_nanoseconds() / (1000000000 / CLOCKS_PER_SEC)); }
