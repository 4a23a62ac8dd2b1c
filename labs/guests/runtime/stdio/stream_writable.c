#include "stream.h"

#include <errno.h>

int __stream_writable(FILE* stream) {
    if (stream->descriptor > 0) return 1;
    stream->failed = 1;
    errno = EBADF;
    return 0;
}
