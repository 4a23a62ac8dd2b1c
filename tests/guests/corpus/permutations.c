// Permutations by recursion, in order; combinations by bits.
#include <stdio.h>
#include <string.h>

static unsigned hash;
static void visit(const char* text) {
    for (; *text; text++) hash = hash * 131 + (unsigned char)*text;
}

static void recursive(char* text, int at) {
    if (!text[at]) {
        visit(text);
        return;
    }
    for (int i = at; text[i]; i++) {
        const char a = text[at], b = text[i];
        text[at] = b;
        text[i] = a;
        recursive(text, at + 1);
        text[at] = a;
        text[i] = b;
    }
}

static int next(char* text) {
    const int length = (int)strlen(text);
    int i = length - 2;
    while (i >= 0 && text[i] >= text[i + 1]) i--;
    if (i < 0) return 0;
    int j = length - 1;
    while (text[j] <= text[i]) j--;
    char swap = text[i];
    text[i] = text[j];
    text[j] = swap;
    for (int low = i + 1, high = length - 1; low < high; low++, high--) {
        swap = text[low];
        text[low] = text[high];
        text[high] = swap;
    }
    return 1;
}

int main(void) {
    char text[] = "abcdefg";
    recursive(text, 0);
    printf("%08x %s\n", hash, text);
    hash = 0;
    unsigned count = 0;
    do {
        visit(text);
        count++;
    } while (next(text));
    printf("%u %08x %s\n", count, hash, text);
    char multi[] = "aabbc";
    count = 0;
    do printf("%s ", multi);
    while (++count < 12 && next(multi));
    printf("\n");
    for (unsigned set = 7; set < 64;) { // three of six
        printf("%02x ", set);
        const unsigned lowest = set & -set, ripple = set + lowest;
        set = ripple | ((set ^ ripple) >> 2) / lowest;
    }
    printf("\n");
    return 0;
}
