// quicksort: sorting pseudo-random words, recursive, median of three.
enum { count = 60000, rounds = 5 };
static int data[count];

static void sort(int* first, int* last) {
    while (last - first > 12) {
        int* middle = first + (last - first) / 2;
        int a = *first, b = *middle, c = *last;
        int pivot = a < b ? (b < c ? b : a < c ? c : a) : (a < c ? a : b < c ? c : b);
        int *i = first, *j = last;
        while (i <= j) {
            while (*i < pivot) ++i;
            while (*j > pivot) --j;
            if (i <= j) {
                int t = *i;
                *i++ = *j;
                *j-- = t;
            }
        }
        if (j - first < last - i) {
            sort(first, j);
            first = i;
        } else {
            sort(i, last);
            last = j;
        }
    }
    for (int* i = first + 1; i <= last; ++i) {
        int v = *i, *j = i;
        for (; j > first && j[-1] > v; --j) *j = j[-1];
        *j = v;
    }
}

unsigned KERNEL(void) {
    unsigned seed = 7, sum = 0;
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < count; ++i) {
            seed = seed * 1103515245u + 12345u;
            data[i] = (int)(seed >> 3);
        }
        sort(data, data + count - 1);
        for (int i = 0; i < count; i += 997) sum = sum * 33 + (unsigned)data[i];
    }
    return sum;
}
