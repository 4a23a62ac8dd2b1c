// Huffman coding of a text, decoded again bit by bit.
#include <stdio.h>
#include <string.h>

typedef struct {
    int weight, left, right, symbol;
} Node;
static Node node[512];
static int nodes;
static char code[256][40];

static void assign(int at, char* path, int depth) {
    if (node[at].left < 0) {
        path[depth] = '\0';
        strcpy(code[node[at].symbol], depth ? path : "0");
        return;
    }
    path[depth] = '0';
    assign(node[at].left, path, depth + 1);
    path[depth] = '1';
    assign(node[at].right, path, depth + 1);
}

int main(void) {
    static const char text[] =
        "a ring, a trap, an exit and an entry; the guest computes, the monitor watches, and the host counts every cycle of it";
    int weight[256] = {0}, alive[512], count = 0;
    for (const char* at = text; *at; at++) weight[(unsigned char)*at]++;
    for (int symbol = 0; symbol < 256; symbol++)
        if (weight[symbol]) {
            node[nodes] = (Node){weight[symbol], -1, -1, symbol};
            alive[count++] = nodes++;
        }
    while (count > 1) {
        for (int pick = 0; pick < 2; pick++) { // the two lightest to the end
            int best = 0;
            for (int i = 1; i < count - pick; i++)
                if (node[alive[i]].weight < node[alive[best]].weight || (node[alive[i]].weight == node[alive[best]].weight && alive[i] < alive[best])) best = i;
            const int swap = alive[count - 1 - pick];
            alive[count - 1 - pick] = alive[best];
            alive[best] = swap;
        }
        node[nodes] = (Node){node[alive[count - 1]].weight + node[alive[count - 2]].weight, alive[count - 1], alive[count - 2], 0};
        alive[count - 2] = nodes++;
        count--;
    }
    char path[64];
    assign(alive[0], path, 0);
    for (int symbol = 0; symbol < 256; symbol++)
        if (weight[symbol] > 3) printf("'%c' %d %s\n", symbol, weight[symbol], code[symbol]);
    static unsigned char bits[1000];
    unsigned length = 0;
    for (const char* at = text; *at; at++)
        for (const char* bit = code[(unsigned char)*at]; *bit; bit++, length++)
            if (*bit == '1') bits[length / 8] |= (unsigned char)(1u << length % 8);
    char back[300];
    unsigned written = 0;
    for (unsigned at = 0; at < length;) {
        int current = alive[0];
        while (node[current].left >= 0) {
            current = bits[at / 8] >> at % 8 & 1 ? node[current].right : node[current].left;
            at++;
        }
        back[written++] = (char)node[current].symbol;
    }
    back[written] = '\0';
    printf("%zu bytes to %u bits, %s\n", strlen(text), length, strcmp(text, back) == 0 ? "back again" : "LOST");
    return 0;
}
