#include "stream.h"

#include "../platform/platform.h"

#include <errno.h>

int fgetc(FILE* stream) {
    if (stream->pushed != EOF) {
        const int c = stream->pushed;
        stream->pushed = EOF;
        return c;
    }
    if (stream->descriptor != 0) {
        stream->failed = 1;
        errno = EBADF;
        return EOF;
    }
    char byte;
    if (!stream->ended && __platform_read(&byte, 1) == 1) return (unsigned char)byte;
    stream->ended = 1;
    return EOF;
}

int getc(FILE* stream) { return fgetc(stream); }
int getchar(void) { return fgetc(stdin); }
