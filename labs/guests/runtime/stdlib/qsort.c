#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef int (*Compare)(const void*, const void*);

static void swap(char* a, char* b, size_t size) {
    for (; size; a++, b++, size--) {
        const char held = *a;
        *a = *b;
        *b = held;
    }
}

static void sift_down(char* base, size_t root, size_t count, size_t size, Compare compare) {
    for (;;) {
        size_t child = 2 * root + 1;
        if (child >= count) return;
        if (child + 1 < count && compare(base + child * size, base + (child + 1) * size) < 0) child++;
        if (compare(base + root * size, base + child * size) >= 0) return;
        swap(base + root * size, base + child * size, size);
        root = child;
    }
}

static void heap_sort(char* base, size_t count, size_t size, Compare compare) {
    for (size_t root = count / 2; root-- > 0;) sift_down(base, root, count, size, compare);
    while (count-- > 1) {
        swap(base, base + count * size, size);
        sift_down(base, 0, count, size, compare);
    }
}

static void copy(char* to, const char* from, size_t size) {
    typedef uint32_t Word __attribute__((may_alias));
    if (size == 4 && (((uintptr_t)to | (uintptr_t)from) & 3) == 0)
        *(Word*)to = *(const Word*)from;
    else
        memcpy(to, from, size);
}

// Merges the sorted halves by way of spare. Of equal items the left half's goes first.
static void merge_sort(char* base, size_t count, size_t size, Compare compare, char* spare) {
    if (count < 2) return;
    size_t left = count / 2, right = count - left;
    char* middle = base + left * size;
    merge_sort(base, left, size, compare, spare);
    merge_sort(middle, right, size, compare, spare);

    const char *a = base, *b = middle;
    char* to = spare;
    while (left && right) {
        if (compare(a, b) <= 0) {
            copy(to, a, size);
            a += size;
            left--;
        } else {
            copy(to, b, size);
            b += size;
            right--;
        }
        to += size;
    }
    memcpy(to, a, left * size);
    // What is left of the right half already stands at its place.
    memcpy(base, spare, (count - right) * size);
}

// Stable, as Linux's is, so that a program prints the same there and here. Without memory for a copy it falls back to
// heapsort, which is not stable but needs none.
void qsort(void* base, size_t count, size_t size, int (*compare)(const void*, const void*)) {
    _Alignas(16) char few[512];
    if (count < 2 || size == 0) return;
    char* spare = count * size <= sizeof few ? few : malloc(count * size);
    if (!spare) {
        heap_sort(base, count, size, compare);
        return;
    }
    merge_sort(base, count, size, compare, spare);
    if (spare != few) free(spare);
}
