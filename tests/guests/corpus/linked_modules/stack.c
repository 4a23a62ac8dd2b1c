#include "modules.h"

static int state[10], count;
static int helper(int x) { return x * 2; }

void stack_push(int value) { state[count++] = helper(value); }
int stack_pop(void) { return state[--count]; }
int stack_empty(void) { return count == 0; }
const int limits[2] = {3, sizeof state / sizeof *state};
