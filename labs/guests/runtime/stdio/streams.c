#include "stream.h"

#undef stdin
#undef stdout
#undef stderr

static struct RuntimeFile input = {0, EOF, 0, 0};
static struct RuntimeFile output = {1, EOF, 0, 0};
static struct RuntimeFile errors = {2, EOF, 0, 0};

FILE* const stdin = &input;
FILE* const stdout = &output;
FILE* const stderr = &errors;
