#include "../platform/platform.h"

#include <errno.h>
#include <unistd.h>

ssize_t read(int descriptor, void* memory, size_t count) {
    if (descriptor != STDIN_FILENO) {
        errno = EBADF;
        return -1;
    }
    return count ? (ssize_t)__platform_read(memory, count) : 0;
}

ssize_t write(int descriptor, const void* memory, size_t count) {
    if (descriptor != STDOUT_FILENO && descriptor != STDERR_FILENO) {
        errno = EBADF;
        return -1;
    }
    __platform_write(descriptor, memory, count);
    return (ssize_t)count;
}
