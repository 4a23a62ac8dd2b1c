#include <stdio.h>
#include <stdlib.h>

// Makes *line longer as needed; -1 at the end of the input or without memory.
ssize_t getdelim(char** restrict line, size_t* restrict size, int delimiter, FILE* restrict stream) {
    size_t length = 0;
    for (;;) {
        if (!*line || length + 1 >= *size) {
            const size_t larger = *line && *size ? 2 * *size : 128;
            char* moved = realloc(*line, larger);
            if (!moved) return -1;
            *line = moved;
            *size = larger;
        }
        const int c = fgetc(stream);
        if (c == EOF) break;
        (*line)[length++] = (char)c;
        if (c == delimiter) break;
    }
    (*line)[length] = '\0';
    return length ? (ssize_t)length : -1;
}

ssize_t getline(char** restrict line, size_t* restrict size, FILE* restrict stream) {
    return getdelim(line, size, '\n', stream);
}
