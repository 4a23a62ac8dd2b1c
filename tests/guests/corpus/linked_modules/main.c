// Several files: a stack, a queue and a logger behind headers, with static names that clash.
#include <stdio.h>

#include "modules.h"

static int state = 1;
static int helper(int x) { return x + state; }

int main(void) {
    for (int i = 0; i < 5; i++) {
        stack_push(i * i);
        queue_put(helper(i));
    }
    while (!stack_empty()) log_number("stack", stack_pop());
    while (queue_size()) log_number("queue", queue_get());
    printf("%d lines, version %s, limit %d\n", log_lines, version, limits[1]);
    return 0;
}
