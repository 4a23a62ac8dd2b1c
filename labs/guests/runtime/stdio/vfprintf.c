#include "format.h"
#include "stream.h"

#include "../platform/platform.h"

#include <stdio.h>

enum { ROOM = 128 };

static void write_out(Sink* sink) {
    const FILE* stream = sink->context;
    char* buffer = sink->end - ROOM;
    __platform_write(stream->descriptor, buffer, (size_t)(sink->at - buffer));
    sink->at = buffer;
}

int vfprintf(FILE* restrict stream, const char* restrict format, va_list arguments) {
    char buffer[ROOM];
    if (!__stream_writable(stream)) return -1;
    Sink sink = {buffer, buffer + ROOM, write_out, stream, 0};
    const int count = __format(&sink, format, arguments);
    write_out(&sink);
    return count;
}
