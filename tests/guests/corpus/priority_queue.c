// A binary heap; Dijkstra's shortest paths on a grid; Huffman-like merging costs.
#include <limits.h>
#include <stdio.h>

typedef struct {
    int priority, item;
} Entry;
static Entry heap[4096];
static int size;

static void push(int priority, int item) {
    int at = size++;
    while (at && heap[(at - 1) / 2].priority > priority) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap[at] = (Entry){priority, item};
}
static Entry pop(void) {
    const Entry top = heap[0], last = heap[--size];
    int at = 0;
    for (int child; (child = 2 * at + 1) < size; at = child) {
        if (child + 1 < size && heap[child + 1].priority < heap[child].priority) child++;
        if (heap[child].priority >= last.priority) break;
        heap[at] = heap[child];
    }
    heap[at] = last;
    return top;
}

enum { SIDE = 20 };
int main(void) {
    static int cost[SIDE][SIDE], distance[SIDE][SIDE];
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            cost[y][x] = 1 + (x * x + 3 * y * y + x * y) % 9;
            distance[y][x] = INT_MAX;
        }
    distance[0][0] = 0;
    push(0, 0);
    int popped = 0;
    while (size) {
        const Entry entry = pop();
        const int y = entry.item / SIDE, x = entry.item % SIDE;
        popped++;
        if (entry.priority > distance[y][x]) continue;
        static const int step[4][2] = {{0, 1}, {1, 0}, {0, -1}, {-1, 0}};
        for (int d = 0; d < 4; d++) {
            const int ny = y + step[d][0], nx = x + step[d][1];
            if (ny < 0 || nx < 0 || ny >= SIDE || nx >= SIDE) continue;
            const int next = entry.priority + cost[ny][nx];
            if (next < distance[ny][nx]) {
                distance[ny][nx] = next;
                push(next, ny * SIDE + nx);
            }
        }
    }
    printf("%d to the far corner, %d popped\n", distance[SIDE - 1][SIDE - 1], popped);
    for (int y = 0; y < SIDE; y += 6) {
        for (int x = 0; x < SIDE; x += 3) printf("%4d", distance[y][x]);
        printf("\n");
    }
    for (int i = 0; i < 100; i++) push(i * 31 % 101, i);
    int total = 0;
    while (size > 1) {
        const int sum = pop().priority + pop().priority;
        total += sum;
        push(sum, 0);
    }
    printf("%d\n", total);
    return 0;
}
