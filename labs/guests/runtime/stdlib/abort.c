#include <stdlib.h>

// The exit code that a shell reports for SIGABRT.
void abort(void) { _Exit(128 + 6); }
