// A search tree: insertion, deletion, walks, depth; and complete trees made and dropped.
#include <stdio.h>
#include <stdlib.h>

typedef struct Tree {
    struct Tree *left, *right;
    int key;
} Tree;

static Tree* insert(Tree* tree, int key) {
    if (!tree) {
        tree = calloc(1, sizeof *tree);
        tree->key = key;
    } else if (key < tree->key) {
        tree->left = insert(tree->left, key);
    } else if (key > tree->key) {
        tree->right = insert(tree->right, key);
    }
    return tree;
}
static Tree* delete(Tree* tree, int key) {
    if (!tree) return NULL;
    if (key < tree->key) {
        tree->left = delete(tree->left, key);
    } else if (key > tree->key) {
        tree->right = delete(tree->right, key);
    } else if (!tree->left || !tree->right) {
        Tree* child = tree->left ? tree->left : tree->right;
        free(tree);
        return child;
    } else {
        const Tree* next = tree->right;
        while (next->left) next = next->left;
        tree->key = next->key;
        tree->right = delete(tree->right, next->key);
    }
    return tree;
}
static void walk(const Tree* tree, void (*visit)(int, void*), void* context) {
    if (!tree) return;
    walk(tree->left, visit, context);
    visit(tree->key, context);
    walk(tree->right, visit, context);
}
static int depth(const Tree* tree) {
    if (!tree) return 0;
    const int left = depth(tree->left), right = depth(tree->right);
    return 1 + (left > right ? left : right);
}
static void show(int key, void* context) {
    int* count = context;
    if (++*count % 8 == 0) printf("%d ", key);
}
static Tree* bottom_up(int levels) {
    Tree* tree = malloc(sizeof *tree);
    tree->key = levels;
    tree->left = levels ? bottom_up(levels - 1) : NULL;
    tree->right = levels ? bottom_up(levels - 1) : NULL;
    return tree;
}
static int drop(Tree* tree) {
    if (!tree) return 0;
    const int count = 1 + drop(tree->left) + drop(tree->right);
    free(tree);
    return count;
}

int main(void) {
    Tree* tree = NULL;
    for (int i = 0; i < 200; i++) tree = insert(tree, i * 73 % 211);
    int count = 0;
    walk(tree, show, &count);
    printf("| %d keys, depth %d\n", count, depth(tree));
    for (int i = 0; i < 211; i += 3) tree = delete(tree, i);
    count = 0;
    walk(tree, show, &count);
    printf("| %d keys, depth %d\n", count, depth(tree));
    drop(tree);
    for (int levels = 4; levels <= 10; levels += 3) printf("%d ", drop(bottom_up(levels)));
    printf("\n");
    return 0;
}
