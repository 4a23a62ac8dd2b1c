// Floyd-Warshall, breadth-first search, topological order, Kruskal with union-find, strongly connected components.
#include <stdio.h>
#include <string.h>

enum { N = 16, FAR = 1000000 };
static int weight[N][N], parent[N], order[N], mark[N];

static int root(int a) { return parent[a] == a ? a : (parent[a] = root(parent[a])); }

static int place;
static void visit(int a) {
    mark[a] = 1;
    for (int b = 0; b < N; b++)
        if (weight[a][b] < FAR && a < b && !mark[b]) visit(b);
    order[--place] = a;
}

static int low[N], number[N], stack[N], on_stack[N], depth, next_number, components;
static void connect(int a) {
    low[a] = number[a] = ++next_number;
    stack[depth++] = a;
    on_stack[a] = 1;
    for (int b = 0; b < N; b++) {
        if (weight[a][b] >= 6) continue;
        if (!number[b]) {
            connect(b);
            if (low[b] < low[a]) low[a] = low[b];
        } else if (on_stack[b] && number[b] < low[a]) {
            low[a] = number[b];
        }
    }
    if (low[a] == number[a]) {
        components++;
        int b;
        do on_stack[b = stack[--depth]] = 0;
        while (b != a);
    }
}

int main(void) {
    for (int a = 0; a < N; a++)
        for (int b = 0; b < N; b++) {
            const int w = (a * 7 + b * 13 + a * b) % 19;
            weight[a][b] = a == b ? 0 : w > 12 ? FAR : w + 1;
        }
    int shortest[N][N];
    memcpy(shortest, weight, sizeof weight);
    for (int k = 0; k < N; k++)
        for (int a = 0; a < N; a++)
            for (int b = 0; b < N; b++)
                if (shortest[a][k] + shortest[k][b] < shortest[a][b]) shortest[a][b] = shortest[a][k] + shortest[k][b];
    for (int a = 0; a < N; a += 5) {
        for (int b = 0; b < N; b++) printf("%3d", shortest[a][b]);
        printf("\n");
    }
    int queue[N], head = 0, tail = 0, level[N];
    memset(level, -1, sizeof level);
    level[queue[tail++] = 3] = 0;
    while (head < tail) {
        const int a = queue[head++];
        for (int b = 0; b < N; b++)
            if (weight[a][b] < 4 && level[b] < 0) {
                level[b] = level[a] + 1;
                queue[tail++] = b;
            }
    }
    for (int a = 0; a < N; a++) printf("%d ", level[a]);
    printf("\n");
    place = N;
    for (int a = 0; a < N; a++)
        if (!mark[a]) visit(a);
    for (int a = 0; a < N; a++) printf("%d ", order[a]);
    printf("\n");
    for (int a = 0; a < N; a++) parent[a] = a;
    int total = 0, edges = 0;
    for (int w = 1; w <= 13; w++)
        for (int a = 0; a < N; a++)
            for (int b = 0; b < N; b++)
                if (weight[a][b] == w && root(a) != root(b)) {
                    parent[root(a)] = root(b);
                    total += w;
                    edges++;
                }
    printf("%d edges, weight %d\n", edges, total);
    for (int a = 0; a < N; a++)
        if (!number[a]) connect(a);
    printf("%d components\n", components);
    return 0;
}
