// Function pointers: tables, callbacks, results, comparisons, state machines.
#include <stdio.h>
#include <stdlib.h>

static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }
static int divide(int a, int b) { return b ? a / b : 0; }
typedef int (*Operation)(int, int);

static Operation choose(char c) {
    switch (c) {
    case '+': return add;
    case '-': return sub;
    case '*': return mul;
    default: return divide;
    }
}
static int fold(Operation f, const int* values, int count, int start) {
    for (int i = 0; i < count; i++) start = f(start, values[i]);
    return start;
}
static void each(int from, int to, void (*visit)(int, void*), void* context) {
    for (; from < to; from++) visit(from, context);
}
static void sum_up(int value, void* context) { *(int*)context += value; }

typedef struct State State;
struct State {
    const char* name;
    const State* (*next)(char c);
};
static const State *from_idle(char c), *from_word(char c), *from_number(char c);
static const State idle = {"idle", from_idle}, word = {"word", from_word}, number = {"number", from_number};
static const State* kind(char c) { return c >= '0' && c <= '9' ? &number : c >= 'a' && c <= 'z' ? &word : &idle; }
static const State* from_idle(char c) { return kind(c); }
static const State* from_word(char c) { return kind(c) == &number ? &word : kind(c); }
static const State* from_number(char c) { return kind(c) == &word ? &idle : kind(c); }

struct Shape {
    double (*area)(const struct Shape*);
    double a, b;
};
static double rectangle(const struct Shape* s) { return s->a * s->b; }
static double triangle(const struct Shape* s) { return s->a * s->b / 2; }
static double circle(const struct Shape* s) { return 3.14159 * s->a * s->a; }

static int fact(int n, int (*self)(int, void*), void* me) { return n < 2 ? 1 : n * self(n - 1, me); }
static int trampoline(int n, void* me) { return fact(n, trampoline, me); }

int main(void) {
    static const Operation table[] = {add, sub, mul, divide};
    static const int values[] = {3, 5, 2, 7};
    for (int i = 0; i < 4; i++) printf("%d %d\n", table[i](20, 6), fold(table[i], values, 4, 100));
    printf("%d %d %d\n", choose('*')(6, 7), choose('+') == add, choose('/') != sub);
    int total = 0;
    each(1, 101, sum_up, &total);
    printf("%d\n", total);
    const State* state = &idle;
    for (const char* c = "ab1 23x?9"; *c; c++) {
        state = state->next(*c);
        printf("%s ", state->name);
    }
    printf("\n");
    const struct Shape shapes[] = {{rectangle, 3, 4}, {triangle, 3, 4}, {circle, 2, 0}};
    for (int i = 0; i < 3; i++) printf("%.3f ", shapes[i].area(&shapes[i]));
    printf("%d\n", trampoline(6, NULL));
    int (*(*get)(char))(int, int) = choose;
    printf("%d\n", (*(*get)('-'))(10, 4));
    return 0;
}
