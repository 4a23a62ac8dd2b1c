#include <errno.h>
#include <stdio.h>
#include <string.h>

// The sentences of Linux, for the numbers in errno.h.
static const struct {
    int number;
    const char* sentence;
} sentences[] = {
    {0, "Success"},
    {EPERM, "Operation not permitted"},
    {ENOENT, "No such file or directory"},
    {EINTR, "Interrupted system call"},
    {EIO, "Input/output error"},
    {EBADF, "Bad file descriptor"},
    {EAGAIN, "Resource temporarily unavailable"},
    {ENOMEM, "Cannot allocate memory"},
    {EACCES, "Permission denied"},
    {EEXIST, "File exists"},
    {EINVAL, "Invalid argument"},
    {ENOSPC, "No space left on device"},
    {EPIPE, "Broken pipe"},
    {EDOM, "Numerical argument out of domain"},
    {ERANGE, "Numerical result out of range"},
    {ENOSYS, "Function not implemented"},
    {EILSEQ, "Invalid or incomplete multibyte or wide character"},
    {EOVERFLOW, "Value too large for defined data type"},
};

char* strerror(int number) {
    static char unknown[32];
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (sentences[i].number == number) return (char*)sentences[i].sentence;
    snprintf(unknown, sizeof unknown, "Unknown error %d", number);
    return unknown;
}
