#pragma once

#include <stddef.h>
#include <sys/types.h>

#define STDIN_FILENO 0
#define STDOUT_FILENO 1
#define STDERR_FILENO 2

ssize_t read(int descriptor, void* memory, size_t count);
ssize_t write(int descriptor, const void* memory, size_t count);
_Noreturn void _exit(int status);
