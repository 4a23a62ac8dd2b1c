// Six sorting algorithms on the same numbers.
#include <stdio.h>
#include <string.h>

enum { N = 300 };
static int numbers[N], work[N], spare[N];

static void swap(int* a, int* b) {
    const int held = *a;
    *a = *b;
    *b = held;
}
static void bubble(int* a, int n) {
    for (int end = n; end > 1;) {
        int last = 0;
        for (int i = 1; i < end; i++)
            if (a[i - 1] > a[i]) {
                swap(&a[i - 1], &a[i]);
                last = i;
            }
        end = last;
    }
}
static void insertion(int* a, int n) {
    for (int i = 1; i < n; i++) {
        const int value = a[i];
        int j = i;
        for (; j > 0 && a[j - 1] > value; j--) a[j] = a[j - 1];
        a[j] = value;
    }
}
static void shell(int* a, int n) {
    for (int gap = n / 2; gap; gap /= 2)
        for (int i = gap; i < n; i++)
            for (int j = i - gap; j >= 0 && a[j] > a[j + gap]; j -= gap) swap(&a[j], &a[j + gap]);
}
static void sink(int* a, int root, int end) {
    for (int child; (child = 2 * root + 1) < end; root = child) {
        if (child + 1 < end && a[child] < a[child + 1]) child++;
        if (a[root] >= a[child]) return;
        swap(&a[root], &a[child]);
    }
}
static void heap(int* a, int n) {
    for (int root = n / 2; root-- > 0;) sink(a, root, n);
    while (n-- > 1) {
        swap(&a[0], &a[n]);
        sink(a, 0, n);
    }
}
static void merge(int* a, int n) {
    if (n < 2) return;
    const int half = n / 2;
    merge(a, half);
    merge(a + half, n - half);
    memcpy(spare, a, sizeof *a * (unsigned)half);
    for (int i = 0, j = half, k = 0; i < half; k++) a[k] = j < n && a[j] < spare[i] ? a[j++] : spare[i++];
}
static void quick(int* a, int n) {
    while (n > 1) {
        const int pivot = a[n / 2];
        int i = 0, j = n - 1;
        while (i <= j) {
            while (a[i] < pivot) i++;
            while (a[j] > pivot) j--;
            if (i <= j) swap(&a[i++], &a[j--]);
        }
        if (j + 1 < n - i) {
            quick(a, j + 1);
            a += i;
            n -= i;
        } else {
            quick(a + i, n - i);
            n = j + 1;
        }
    }
}

int main(void) {
    static const struct {
        const char* name;
        void (*sort)(int*, int);
    } algorithms[] = {{"bubble", bubble}, {"insertion", insertion}, {"shell", shell}, {"heap", heap}, {"merge", merge}, {"quick", quick}};
    unsigned state = 12345;
    for (int i = 0; i < N; i++) {
        state = state * 1103515245 + 12345;
        numbers[i] = (int)(state >> 8) % 1000 - 200;
    }
    for (unsigned k = 0; k < sizeof algorithms / sizeof *algorithms; k++) {
        memcpy(work, numbers, sizeof work);
        algorithms[k].sort(work, N);
        unsigned hash = 0, ordered = 1;
        for (int i = 0; i < N; i++) {
            hash = hash * 31 + (unsigned)work[i];
            if (i && work[i - 1] > work[i]) ordered = 0;
        }
        printf("%-9s %s %08x %d %d %d\n", algorithms[k].name, ordered ? "ordered" : "WRONG", hash, work[0], work[N / 2], work[N - 1]);
    }
    return 0;
}
