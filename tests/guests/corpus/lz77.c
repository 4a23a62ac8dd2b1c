// LZ77 with a hash chain, and the Burrows-Wheeler transform with move-to-front.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned char data[4000], packed[8000], unpacked[4000];

static size_t pack(const unsigned char* in, size_t size, unsigned char* out) {
    static int head[256], chain[4000];
    memset(head, -1, sizeof head);
    size_t written = 0, at = 0;
    while (at < size) {
        size_t best = 0, distance = 0;
        const unsigned char hash = (unsigned char)(in[at] * 31 + (at + 1 < size ? in[at + 1] : 0));
        int tries = 32;
        for (int from = head[hash]; from >= 0 && tries-- > 0; from = chain[from]) {
            size_t length = 0;
            while (length < 255 && at + length < size && in[(size_t)from + length] == in[at + length]) length++;
            if (length > best) {
                best = length;
                distance = at - (size_t)from;
            }
        }
        if (best < 4) best = 0;
        if (best) {
            out[written++] = 1;
            out[written++] = (unsigned char)best;
            out[written++] = (unsigned char)distance;
            out[written++] = (unsigned char)(distance >> 8);
        } else {
            out[written++] = 0;
            out[written++] = in[at];
        }
        for (size_t end = at + (best ? best : 1); at < end; at++) {
            const unsigned char h = (unsigned char)(in[at] * 31 + (at + 1 < size ? in[at + 1] : 0));
            chain[at] = head[h];
            head[h] = (int)at;
        }
    }
    return written;
}
static size_t unpack(const unsigned char* in, size_t size, unsigned char* out) {
    size_t written = 0;
    for (size_t at = 0; at < size;) {
        if (in[at] == 0) {
            out[written++] = in[at + 1];
            at += 2;
        } else {
            const size_t distance = in[at + 2] | (size_t)in[at + 3] << 8;
            for (int i = 0; i < in[at + 1]; i++, written++) out[written] = out[written - distance];
            at += 4;
        }
    }
    return written;
}

static const char* rotated;
static size_t rotated_size;
static int by_rotation(const void* a, const void* b) {
    const size_t x = *(const unsigned short*)a, y = *(const unsigned short*)b;
    for (size_t i = 0; i < rotated_size; i++) {
        const int difference = rotated[(x + i) % rotated_size] - rotated[(y + i) % rotated_size];
        if (difference) return difference;
    }
    return 0;
}

int main(void) {
    size_t size = 0;
    for (int i = 0; size < sizeof data - 40; i++) size += (size_t)sprintf((char*)data + size, "line %d: %s;", i, i % 3 ? "the same again" : "something else");
    const size_t small = pack(data, size, packed);
    const size_t back = unpack(packed, small, unpacked);
    printf("%zu -> %zu -> %zu %s\n", size, small, back, back == size && memcmp(data, unpacked, size) == 0 ? "same" : "DIFFERENT");
    rotated = "she sells sea shells on the sea shore";
    rotated_size = strlen(rotated);
    unsigned short order[64];
    for (size_t i = 0; i < rotated_size; i++) order[i] = (unsigned short)i;
    qsort(order, rotated_size, sizeof *order, by_rotation);
    unsigned char front[256];
    for (int i = 0; i < 256; i++) front[i] = (unsigned char)i;
    for (size_t i = 0; i < rotated_size; i++) {
        const char last = rotated[(order[i] + rotated_size - 1) % rotated_size];
        putchar(last);
    }
    printf("\n");
    for (size_t i = 0; i < rotated_size; i++) {
        const unsigned char last = (unsigned char)rotated[(order[i] + rotated_size - 1) % rotated_size];
        int place = 0;
        while (front[place] != last) place++;
        printf("%d ", place);
        memmove(front + 1, front, (size_t)place);
        front[0] = last;
    }
    printf("\n");
    return 0;
}
