// Non-local jumps: errors from deep inside, coroutine-like retries, values and volatile locals.
#include <setjmp.h>
#include <stdio.h>

static jmp_buf outer;
static int depth_reached;

static void deep(int n) {
    char room[64];
    room[n % 64] = (char)n;
    depth_reached = n;
    if (n == 40) longjmp(outer, n + room[n % 64]);
    deep(n + 1);
    depth_reached -= room[0];
}

static int parse(const char* text, jmp_buf on_error) {
    int value = 0;
    for (; *text; text++) {
        if (*text < '0' || *text > '9') longjmp(on_error, *text);
        value = value * 10 + (*text - '0');
    }
    return value;
}

int main(void) {
    const int code = setjmp(outer);
    if (code == 0)
        deep(0);
    else
        printf("back with %d from depth %d\n", code, depth_reached);
    static const char* const texts[] = {"123", "45x6", "", "7-8"};
    for (volatile int i = 0; i < 4; i++) {
        jmp_buf error;
        const int bad = setjmp(error);
        if (bad)
            printf("'%c' in %s\n", bad, texts[i]);
        else
            printf("%d\n", parse(texts[i], error));
    }
    volatile int tries = 0;
    jmp_buf again;
    switch (setjmp(again)) {
    case 0: printf("first\n"); break;
    case 1: printf("one\n"); break;
    default: printf("more\n"); break;
    }
    if (++tries < 4) longjmp(again, tries - 1);
    printf("%d tries\n", tries);
    return 0;
}
