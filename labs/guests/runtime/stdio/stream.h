// The inside of a FILE. Nothing is buffered but one character that ungetc pushed back.
#pragma once

#include <stdio.h>

struct RuntimeFile {
    int descriptor;
    int pushed;  // the character, or EOF
    int ended;
    int failed;
};

// Can be written to? If not, sets the error flag and errno.
int __stream_writable(FILE* stream);
