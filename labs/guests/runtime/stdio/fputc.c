#include "stream.h"

#include "../platform/platform.h"

int fputc(int c, FILE* stream) {
    if (!__stream_writable(stream)) return EOF;
    const char byte = (char)c;
    __platform_write(stream->descriptor, &byte, 1);
    return (unsigned char)c;
}

int putc(int c, FILE* stream) { return fputc(c, stream); }
