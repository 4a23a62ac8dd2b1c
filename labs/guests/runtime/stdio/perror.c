#include <errno.h>
#include <stdio.h>
#include <string.h>

void perror(const char* text) {
    const char* sentence = strerror(errno);
    if (text && *text)
        fprintf(stderr, "%s: %s\n", text, sentence);
    else
        fprintf(stderr, "%s\n", sentence);
}
