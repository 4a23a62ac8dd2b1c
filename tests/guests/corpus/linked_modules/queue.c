#include "modules.h"

static struct {
    int items[8];
    unsigned head, tail;
} state;
static int helper(unsigned x) { return (int)(x % 8); }

void queue_put(int value) { state.items[helper(state.tail++)] = value; }
int queue_get(void) { return state.items[helper(state.head++)]; }
int queue_size(void) { return (int)(state.tail - state.head); }
