// ctype.h as a picture.
#include <ctype.h>
#include <stdio.h>

int main(void) {
    for (int c = -1; c < 128; c++) {
        printf("%4d %c%c%c%c%c%c%c%c%c%c%c", c, isalnum(c) ? 'N' : '-', isalpha(c) ? 'A' : '-', isblank(c) ? 'B' : '-', iscntrl(c) ? 'C' : '-',
               isdigit(c) ? 'D' : '-', isgraph(c) ? 'G' : '-', islower(c) ? 'L' : '-', isprint(c) ? 'P' : '-', ispunct(c) ? 'T' : '-',
               isspace(c) ? 'S' : '-', isupper(c) ? 'U' : '-');
        printf("%c %d %d%c", isxdigit(c) ? 'X' : '-', tolower(c), toupper(c), c % 4 == 3 ? '\n' : '\t');
    }
    return 0;
}
