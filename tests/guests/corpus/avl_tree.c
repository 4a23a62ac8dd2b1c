// A balanced tree in an array, checked after every insertion.
#include <stdio.h>

enum { MOST = 512 };
static struct {
    short left, right, height;
    int key;
} node[MOST];
static int used = 1; // 0 is no node

static int height(int n) { return n ? node[n].height : 0; }
static void update(int n) {
    const int a = height(node[n].left), b = height(node[n].right);
    node[n].height = (short)(1 + (a > b ? a : b));
}
static int balance(int n) { return height(node[n].left) - height(node[n].right); }
static int turn_right(int n) {
    const int up = node[n].left;
    node[n].left = node[up].right;
    node[up].right = (short)n;
    update(n);
    update(up);
    return up;
}
static int turn_left(int n) {
    const int up = node[n].right;
    node[n].right = node[up].left;
    node[up].left = (short)n;
    update(n);
    update(up);
    return up;
}
static int insert(int n, int key) {
    if (!n) {
        node[used].key = key;
        node[used].height = 1;
        return used++;
    }
    if (key < node[n].key)
        node[n].left = (short)insert(node[n].left, key);
    else
        node[n].right = (short)insert(node[n].right, key);
    update(n);
    if (balance(n) > 1) {
        if (balance(node[n].left) < 0) node[n].left = (short)turn_left(node[n].left);
        return turn_right(n);
    }
    if (balance(n) < -1) {
        if (balance(node[n].right) > 0) node[n].right = (short)turn_right(node[n].right);
        return turn_left(n);
    }
    return n;
}
static int check(int n, int low, int high) {
    if (!n) return 1;
    return node[n].key >= low && node[n].key <= high && balance(n) >= -1 && balance(n) <= 1 && check(node[n].left, low, node[n].key) &&
           check(node[n].right, node[n].key, high);
}

int main(void) {
    int root = 0;
    for (int i = 0; i < 300; i++) {
        root = insert(root, i < 100 ? i : i < 200 ? 1000 - i : i * 7919 % 1009);
        if (!check(root, -1, 2000)) {
            printf("out of balance at %d\n", i);
            return 1;
        }
        if (i % 50 == 49) printf("%d nodes, height %d, root %d\n", i + 1, height(root), node[root].key);
    }
    return 0;
}
