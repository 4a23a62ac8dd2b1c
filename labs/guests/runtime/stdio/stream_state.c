#include "stream.h"

int feof(FILE* stream) { return stream->ended; }
int ferror(FILE* stream) { return stream->failed; }
int fileno(FILE* stream) { return stream->descriptor; }

void clearerr(FILE* stream) {
    stream->ended = 0;
    stream->failed = 0;
}
