#include "format.h"

#include <string.h>

void __sink_write(Sink* sink, const char* bytes, size_t count) {
    sink->total += count;
    while (count) {
        if (sink->at == sink->end) {
            if (!sink->make_room) return;
            sink->make_room(sink);
        }
        const size_t room = (size_t)(sink->end - sink->at);
        const size_t part = count < room ? count : room;
        memcpy(sink->at, bytes, part);
        sink->at += part;
        bytes += part;
        count -= part;
    }
}

void __sink_repeat(Sink* sink, char byte, int count) {
    char run[16];
    memset(run, byte, sizeof run);
    for (; count > 0; count -= (int)sizeof run)
        __sink_write(sink, run, count < (int)sizeof run ? (size_t)count : sizeof run);
}
