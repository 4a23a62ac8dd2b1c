// printf of strings, characters and pointers; the other functions of the family.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int through(char* to, size_t size, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const int count = vsnprintf(to, size, format, arguments);
    va_end(arguments);
    return count;
}

int main(void) {
    printf("[%s][%10s][%-10s][%.2s][%8.3s][%-8.3s][%s]\n", "text", "text", "text", "text", "text", "text", "");
    printf("[%c][%3c][%-3c]\n", 'x', 'y', 'z');
    printf("[%p][%d]\n", (void*)0x1234abcd, printf(""));
    char buffer[16];
    for (size_t size = 0; size <= 12; size += 3) {
        memset(buffer, '.', sizeof buffer);
        const int count = through(buffer, size, "%s-%d", "number", 1234);
        buffer[15] = '\0';
        printf("%d", count);
        for (int i = 0; i < 14; i++) putchar(buffer[i] ? buffer[i] : '0');
        printf("\n");
    }
    printf("%d\n", sprintf(buffer, "%x", 255));
    puts(buffer);
    fputs("fputs\n", stdout);
    fprintf(stdout, "%s %d\n", "fprintf", 5);
    fwrite("fwrite\n", 1, 7, stdout);
    fputc('c', stdout);
    putc('\n', stdout);
    char* made = NULL;
    const int length = snprintf(NULL, 0, "%0500d", 7);
    made = malloc((size_t)length + 1);
    sprintf(made, "%0500d", 7);
    printf("%d %zu %c%c\n", length, strlen(made), made[0], made[499]);
    printf("%s%s%s%s%s%s%s%s%s%s\n", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    printf("%d %d %d %d %d %d %d %d %lld %f %d\n", 1, 2, 3, 4, 5, 6, 7, 8, 9000000000ll, 10.5, 11);
    return 0;
}
