#include <stdio.h>

char* fgets(char* restrict text, int size, FILE* restrict stream) {
    int length = 0;
    while (length + 1 < size) {
        const int c = fgetc(stream);
        if (c == EOF) {
            if (length == 0) return NULL;
            break;
        }
        text[length++] = (char)c;
        if (c == '\n') break;
    }
    if (size > 0) text[length] = '\0';
    return text;
}
