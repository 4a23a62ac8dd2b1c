// The functions of string.h.
#include <stdio.h>
#include <string.h>
#include <strings.h>

static int sign(int value) { return (value > 0) - (value < 0); }

int main(void) {
    char a[64] = "hello", b[64];
    printf("%zu %zu %zu\n", strlen(""), strlen(a), strnlen(a, 3));
    printf("%d %d %d %d %d\n", sign(strcmp("a", "b")), sign(strcmp("b", "a")), sign(strcmp("a", "a")), sign(strcmp("a", "ab")), sign(strcmp("\xff", "a")));
    printf("%d %d %d\n", sign(strncmp("abcd", "abcx", 3)), sign(strncmp("abcd", "abcx", 4)), sign(strcasecmp("HeLLo", "hEllO")));
    strcpy(b, a);
    strcat(b, ", ");
    strncat(b, "world and more", 5);
    printf("[%s]\n", b);
    memset(a, '#', sizeof a);
    strncpy(a, "ab", 5);
    printf("%d %d %d %d %d %c\n", a[0], a[1], a[2], a[3], a[4], a[5]);
    printf("%s %s %s %s\n", strchr(b, 'o'), strrchr(b, 'o'), strstr(b, "wor"), strstr(b, "xyz") ? "found" : "none");
    printf("%d %d\n", strchr(b, 'z') == NULL, strchr(b, '\0') == b + strlen(b));
    printf("%zu %zu %s\n", strspn("12345abc", "0123456789"), strcspn("hello, world", ",!"), strpbrk("hello, world", ",!"));
    char line[] = "one,two;;three , four";
    for (char* token = strtok(line, ",; "); token; token = strtok(NULL, ",; ")) printf("<%s>", token);
    printf("\n");
    memcpy(a, "0123456789", 11);
    memmove(a + 2, a, 8);
    printf("%s\n", a);
    memcpy(a, "0123456789", 11);
    memmove(a, a + 3, 7);
    printf("%s\n", a);
    printf("%d %d %d\n", sign(memcmp("abc", "abd", 3)), sign(memcmp("abc", "abd", 2)), memchr("abcdef", 'd', 6) != NULL);
    for (int offset = 0; offset < 8; offset++) { // every alignment
        char from[40], to[40];
        for (int i = 0; i < 40; i++) from[i] = (char)('a' + i % 26);
        memset(to, '.', sizeof to);
        memcpy(to + offset, from + 7 - offset, 20);
        to[39] = '\0';
        printf("%s\n", to);
        memset(to + offset + 1, '*', 13);
        printf("%s\n", to);
    }
    char* copy = strdup("a copy");
    printf("%s %s\n", copy, strndup("another copy", 7));
    return 0;
}
