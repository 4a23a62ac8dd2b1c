// Reads standard input: lines, words, characters; getchar, ungetc, fgets, scanf.
#include <ctype.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    char line[64];
    int lines = 0, words = 0, characters = 0, inside = 0;
    if (fgets(line, sizeof line, stdin)) printf("first: %s", line);
    int a, b;
    printf("%d", scanf("%d %d\n", &a, &b));
    printf(" sum %d\n", a + b);
    const int c = getchar();
    ungetc(c, stdin);
    printf("next is '%c'\n", c);
    for (int ch; (ch = getchar()) != EOF && ch != '%';) {
        characters++;
        lines += ch == '\n';
        if (isspace(ch)) {
            inside = 0;
        } else {
            words += !inside;
            inside = 1;
        }
    }
    printf("%d lines, %d words, %d characters\n", lines, words, characters);
    char rest[100];
    const size_t got = fread(rest, 1, sizeof rest, stdin);
    printf("%zu more: %.*s|\n", got, (int)got - 1, rest);
    printf("%d %d %d\n", getchar() == EOF, !!feof(stdin), !!ferror(stdin));
    return 0;
}
