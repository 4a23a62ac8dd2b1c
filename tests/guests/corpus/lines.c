// getline to the end of the input: the longest line, the lines sorted, the last one without a newline.
#define _GNU_SOURCE
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

static int by_text(const void* a, const void* b) { return strcmp(*(char* const*)a, *(char* const*)b); }

int main(void) {
    char *line = NULL, *lines[100];
    size_t size = 0, count = 0, longest = 0;
    ssize_t length;
    printf("%s\n", setlocale(LC_ALL, "C"));
    while ((length = getline(&line, &size, stdin)) >= 0) {
        if ((size_t)length > longest) longest = (size_t)length;
        if (length && line[length - 1] == '\n') line[length - 1] = '\0';
        lines[count++] = strdup(line);
    }
    qsort(lines, count, sizeof *lines, by_text);
    for (size_t i = 0; i < count; i++) {
        printf("%zu %.40s\n", strlen(lines[i]), lines[i]);
        free(lines[i]);
    }
    free(line);
    struct timeval time;
    printf("%zu lines, the longest has %zu, %d\n", count, longest, gettimeofday(&time, NULL));
    return 0;
}
