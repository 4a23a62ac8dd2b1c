#include "user.h"

// The kernel starts a program here, with a stack and nothing else.
_Noreturn void _start(void) { exit(main()); }

static char* put_number(char* to, uint32_t number) {
    if (number >= 10) to = put_number(to, number / 10);
    *to++ = '0' + number % 10;
    return to;
}

void say(const char* text, uint32_t number) {
    char line[120], *end = line;
    for (; *text && end < line + sizeof line - 11; text++) {
        if (*text == '#')
            end = put_number(end, number);
        else
            *end++ = *text;
    }
    *end++ = '\n';
    write(line, end - line);
}
