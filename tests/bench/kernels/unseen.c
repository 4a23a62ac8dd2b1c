// unseen: kept out of all tuning. A program of another kind: words counted in a hash table, the counts compressed with a
// back-reference coder, and a 512-digit power, so that calls, bytes, divisions and data-dependent branches mix.
enum { buckets = 512, text_size = 24000, digits = 512 };
static unsigned char text[text_size], packed[text_size * 2];
static struct { unsigned hash, count; } table[buckets];
static unsigned char number[digits];

static unsigned hash_word(const unsigned char* p, unsigned n) {
    unsigned h = 2166136261u;
    while (n--) h = (h ^ *p++) * 16777619u;
    return h;
}

static void count_words(void) {
    unsigned start = 0;
    for (unsigned i = 0; i <= text_size; ++i) {
        if (i < text_size && text[i] != ' ') continue;
        if (i > start) {
            unsigned h = hash_word(text + start, i - start), at = h % buckets;
            for (unsigned tries = 0; tries < buckets && table[at].count && table[at].hash != h; ++tries) at = (at + 1) % buckets;
            table[at].hash = h;
            ++table[at].count;
        }
        start = i + 1;
    }
}

static unsigned pack(void) {
    unsigned out = 0;
    for (unsigned i = 0; i < text_size;) {
        unsigned best = 0, distance = 0, from = i > 60 ? i - 60 : 0;
        for (unsigned j = from; j < i; ++j) {
            unsigned n = 0;
            while (n < 18 && i + n < text_size && text[j + n] == text[i + n]) ++n;
            if (n > best) { best = n; distance = i - j; }
        }
        if (best >= 3) {
            packed[out++] = (unsigned char)(0x80 | distance);
            packed[out++] = (unsigned char)best;
            i += best;
        } else {
            packed[out++] = text[i++];
        }
    }
    return out;
}

static void power(unsigned base, unsigned times) {
    for (unsigned i = 0; i < digits; ++i) number[i] = i == 0;
    while (times--) {
        unsigned carry = 0;
        for (unsigned i = 0; i < digits; ++i) {
            carry += number[i] * base;
            number[i] = (unsigned char)(carry % 10);
            carry /= 10;
        }
    }
}

unsigned KERNEL(void) {
    static const char* const words[] = {"ring", "trap", "guest", "host", "page", "table", "shadow", "fault", "exit", "a", "the", "of"};
    unsigned seed = 2024, sum = 0;
    for (unsigned i = 0; i < buckets; ++i) table[i].count = 0;
    for (unsigned round = 0; round < 4; ++round) {
        unsigned at = 0;
        while (at < text_size) {
            seed = seed * 22695477u + 1;
            for (const char* w = words[(seed >> 16) % 12]; *w && at < text_size; ++w) text[at++] = (unsigned char)*w;
            if (at < text_size) text[at++] = ' ';
        }
        count_words();
        for (unsigned i = 0; i < buckets; ++i) sum = sum * 31 + table[i].count;
        sum = sum * 31 + pack();
        power(7, 700);
        for (unsigned i = 0; i < digits; ++i) sum = sum * 31 + number[i];
        for (unsigned i = 0; i < 2000; ++i) sum ^= packed[i * 3] * i;
    }
    return sum;
}
