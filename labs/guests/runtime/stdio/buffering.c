// There is no buffer: everything was written already.
#include <stdio.h>

int fflush(FILE* stream) {
    (void)stream;
    return 0;
}

int setvbuf(FILE* restrict stream, char* restrict buffer, int mode, size_t size) {
    (void)stream;
    (void)buffer;
    (void)mode;
    (void)size;
    return 0;
}

void setbuf(FILE* restrict stream, char* restrict buffer) {
    (void)stream;
    (void)buffer;
}
