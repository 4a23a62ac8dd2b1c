#include "../platform/platform.h"

#include <stdlib.h>
#include <unistd.h>

void _exit(int status) { __platform_exit(status); }
void _Exit(int status) { __platform_exit(status); }
