#include "stream.h"

#include "../platform/platform.h"

size_t fwrite(const void* restrict items, size_t size, size_t count, FILE* restrict stream) {
    if (size == 0 || !__stream_writable(stream)) return 0;
    __platform_write(stream->descriptor, items, size * count);
    return count;
}
