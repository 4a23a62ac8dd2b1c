#include <string.h>

char* strcpy(char* restrict to, const char* restrict from) {
    char* target = to;
    while ((*target++ = *from++))
        ;
    return to;
}
