// Lists: singly linked with reversal, merge sort and a cycle; doubly linked ring; Josephus.
#include <stdio.h>
#include <stdlib.h>

typedef struct Node {
    int value;
    struct Node* next;
} Node;

static Node* push(Node* list, int value) {
    Node* node = malloc(sizeof *node);
    node->value = value;
    node->next = list;
    return node;
}
static Node* reverse(Node* list) {
    Node* done = NULL;
    while (list) {
        Node* next = list->next;
        list->next = done;
        done = list;
        list = next;
    }
    return done;
}
static Node* merge(Node* a, Node* b) {
    Node *first = NULL, **end = &first;
    while (a && b) {
        Node** smaller = a->value <= b->value ? &a : &b;
        *end = *smaller;
        *smaller = (*smaller)->next;
        end = &(*end)->next;
    }
    *end = a ? a : b;
    return first;
}
static Node* sort(Node* list) {
    if (!list || !list->next) return list;
    Node *slow = list, *fast = list->next;
    while (fast && fast->next) {
        slow = slow->next;
        fast = fast->next->next;
    }
    Node* second = slow->next;
    slow->next = NULL;
    return merge(sort(list), sort(second));
}
static void print(const Node* list) {
    for (; list; list = list->next) printf("%d ", list->value);
    printf("\n");
}
static int has_cycle(const Node* list) {
    const Node* fast = list;
    while (fast && fast->next) {
        list = list->next;
        fast = fast->next->next;
        if (list == fast) return 1;
    }
    return 0;
}

typedef struct Ring {
    struct Ring *before, *after;
    int number;
} Ring;

int main(void) {
    Node* list = NULL;
    for (int i = 0; i < 20; i++) list = push(list, i * 37 % 23);
    print(list);
    list = reverse(list);
    print(list);
    list = sort(list);
    print(list);
    printf("%d", has_cycle(list));
    Node* last = list;
    while (last->next) last = last->next;
    last->next = list->next->next;
    printf("%d\n", has_cycle(list));
    last->next = NULL;
    while (list) {
        Node* next = list->next;
        free(list);
        list = next;
    }
    enum { SOLDIERS = 41 };
    Ring* at = NULL;
    for (int i = 1; i <= SOLDIERS; i++) {
        Ring* soldier = malloc(sizeof *soldier);
        soldier->number = i;
        if (!at) {
            soldier->before = soldier->after = soldier;
        } else {
            soldier->before = at;
            soldier->after = at->after;
            at->after->before = soldier;
            at->after = soldier;
        }
        at = soldier;
    }
    while (at->after != at) {
        at = at->after->after->after;
        at->before->after = at->after;
        at->after->before = at->before;
        Ring* gone = at;
        printf("%d ", at->number);
        at = at->before;
        free(gone);
    }
    printf("| %d\n", at->number);
    free(at);
    return 0;
}
