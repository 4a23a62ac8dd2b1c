// Designated and nested initializers, compound literals, flexible arrays, addresses in constants.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    const char* name;
    int values[4];
    struct {
        short x, y;
    } at;
    union {
        int i;
        float f;
    } u;
} Record;

static const Record records[] = {
    [2] = {.name = "two", .values = {[1] = 5, 6}, .at.y = 9},
    [0] = {"zero", {1, 2, 3, 4}, {5, 6}, {.f = 1.5f}},
    [1].at = {.x = 7},
};
static int numbers[10] = {1, [5] = 50, 60, [2] = 20};
static int* const into[] = {&numbers[5], numbers + 2, &numbers[9] - 1, NULL};
static const char* const* const names = (const char* const[]){"a", "b", "c"};
static char text[] = "text", wide[8] = "padded";
static const ptrdiff_t distance = offsetof(Record, u) - offsetof(Record, at);
struct Node {
    int value;
    const struct Node* next;
};
static const struct Node third = {3, NULL}, second = {2, &third}, first = {1, &second};
static int matrix[3][4] = {{1, 2}, {[3] = 9}, {4, 5, 6, 7}};
struct Flexible {
    int count;
    int items[];
};
static struct Flexible fixed = {3, {10, 20, 30}};
enum { LOW = -5, NEXT, HIGH = 1 << 20, LAST };

static int sum(const int* values, int count) { return count ? values[0] + sum(values + 1, count - 1) : 0; }

int main(void) {
    for (int i = 0; i < 3; i++) printf("%s %d %d %d %d %d %d %08x\n", records[i].name ? records[i].name : "-", records[i].values[0], records[i].values[1], records[i].values[2], records[i].values[3], records[i].at.x, records[i].at.y, (unsigned)records[i].u.i);
    for (int i = 0; i < 10; i++) printf("%d ", numbers[i]);
    printf("\n%d %d %d %d\n", *into[0], *into[1], *into[2], into[3] == NULL);
    printf("%s%s%s %zu %zu %d %td\n", names[0], names[1], names[2], sizeof text, sizeof wide, wide[7], distance);
    for (const struct Node* node = &first; node; node = node->next) printf("%d ", node->value);
    int total = 0;
    for (int i = 0; i < 12; i++) total = total * 3 + matrix[i / 4][i % 4];
    printf("%d\n", total);
    printf("%d\n", sum((int[]){1, 2, 3, 4}, 4) + sum(fixed.items, fixed.count));
    struct Flexible* grown = malloc(sizeof *grown + 5 * sizeof *grown->items);
    grown->count = 5;
    for (int i = 0; i < 5; i++) grown->items[i] = i * i;
    printf("%d %d %d %d\n", sum(grown->items, 5), NEXT, HIGH, LAST);
    Record copy = records[0];
    copy.values[2] = 99;
    copy = (Record){.name = "new", .at = copy.at, .u.i = copy.values[2]};
    printf("%s %d %d %d\n", copy.name, copy.values[2], copy.at.y, copy.u.i);
    return 0;
}
