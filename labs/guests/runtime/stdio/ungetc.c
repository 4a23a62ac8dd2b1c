#include "stream.h"

// One character of room, as C demands.
int ungetc(int c, FILE* stream) {
    if (c == EOF || stream->pushed != EOF) return EOF;
    stream->pushed = (unsigned char)c;
    stream->ended = 0;
    return stream->pushed;
}
