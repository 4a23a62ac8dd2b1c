// mix: a sorted list, a small matrix product, a state machine over text and a CRC, as embedded benchmarks mix them.
enum { nodes = 256, size = 12, rounds = 1600 };
struct node {
    struct node* next;
    int value;
};
static struct node pool[nodes];
static int a[size][size], b[size][size];

static unsigned crc16(unsigned value, unsigned crc) {
    for (int bit = 0; bit < 16; ++bit, value >>= 1) crc = (value ^ crc) & 1 ? crc >> 1 ^ 0xa001 : crc >> 1;
    return crc;
}

static struct node* insert_sorted(struct node* list, struct node* n) {
    struct node** at = &list;
    while (*at && (*at)->value < n->value) at = &(*at)->next;
    n->next = *at;
    *at = n;
    return list;
}

static unsigned numbers_in(const char* text) {
    enum { start, sign, whole, fraction, word } state = start;
    unsigned found = 0;
    for (; *text; ++text) {
        char c = *text;
        int digit = c >= '0' && c <= '9';
        switch (state) {
            case start: state = digit ? whole : c == '+' || c == '-' ? sign : c == '.' ? fraction : c == ',' ? start : word; break;
            case sign: state = digit ? whole : c == '.' ? fraction : word; break;
            case whole:
                if (c == '.') state = fraction;
                else if (c == ',') { ++found; state = start; }
                else if (!digit) state = word;
                break;
            case fraction:
                if (c == ',') { found += 3; state = start; }
                else if (!digit) state = word;
                break;
            case word:
                if (c == ',') { found += 7; state = start; }
                break;
        }
    }
    return found;
}

unsigned KERNEL(void) {
    unsigned crc = 0xffff, seed = 99;
    for (int round = 0; round < rounds; ++round) {
        struct node* list = 0;
        for (int i = 0; i < 48; ++i) {
            seed = seed * 69069u + 1;
            pool[i].value = (int)(seed >> 16 & 0x3ff);
            list = insert_sorted(list, &pool[i]);
        }
        for (struct node* n = list; n; n = n->next) crc = crc16((unsigned)n->value, crc);
        for (int i = 0; i < size; ++i)
            for (int j = 0; j < size; ++j) {
                a[i][j] = i * j + round;
                b[i][j] = i - j * round;
            }
        for (int i = 0; i < size; ++i) {
            int sum = 0;
            for (int j = 0; j < size; ++j)
                for (int m = 0; m < size; ++m) sum += a[i][m] * b[m][j];
            crc = crc16((unsigned)sum, crc);
        }
        crc = crc16(numbers_in("5012,+123,.875,-33.7,abc,+x,777.01,x1y2,12.4,0.1,,-5,9999,+0.25,zz,"), crc);
    }
    return crc;
}
