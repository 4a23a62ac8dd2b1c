#include <string.h>

char* strchr(const char* text, int c) {
    for (; *text != (char)c; text++)
        if (!*text) return NULL;
    return (char*)text;
}
