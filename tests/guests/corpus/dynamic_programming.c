// Tables: longest common subsequence, edit distance, knapsack, coins, matrix chains, partitions.
#include <stdio.h>
#include <string.h>

static int max(int a, int b) { return a > b ? a : b; }
static int min(int a, int b) { return a < b ? a : b; }

static void lcs(const char* a, const char* b) {
    static int table[64][64];
    const int n = (int)strlen(a), m = (int)strlen(b);
    memset(table, 0, sizeof table);
    for (int i = n - 1; i >= 0; i--)
        for (int j = m - 1; j >= 0; j--) table[i][j] = a[i] == b[j] ? table[i + 1][j + 1] + 1 : max(table[i + 1][j], table[i][j + 1]);
    printf("%d ", table[0][0]);
    for (int i = 0, j = 0; i < n && j < m;) {
        if (a[i] == b[j]) {
            putchar(a[i]);
            i++;
            j++;
        } else if (table[i + 1][j] >= table[i][j + 1]) {
            i++;
        } else {
            j++;
        }
    }
    printf("\n");
}
static int edit(const char* a, const char* b) {
    int row[64];
    const int m = (int)strlen(b);
    for (int j = 0; j <= m; j++) row[j] = j;
    for (int i = 1; a[i - 1]; i++) {
        int corner = row[0];
        row[0] = i;
        for (int j = 1; j <= m; j++) {
            const int above = row[j];
            row[j] = min(min(row[j] + 1, row[j - 1] + 1), corner + (a[i - 1] != b[j - 1]));
            corner = above;
        }
    }
    return row[m];
}

int main(void) {
    lcs("the quick brown fox jumps", "over the lazy brown dog");
    lcs("AGGTABQWERTY", "GXTXAYBQETY");
    printf("%d %d %d\n", edit("kitten", "sitting"), edit("intention", "execution"), edit("", "abc"));
    static const int weights[] = {12, 7, 11, 8, 9, 6, 5, 14}, values[] = {24, 13, 23, 15, 16, 11, 9, 28};
    int best[51] = {0};
    for (int i = 0; i < 8; i++)
        for (int w = 50; w >= weights[i]; w--) best[w] = max(best[w], best[w - weights[i]] + values[i]);
    printf("%d %d\n", best[26], best[50]);
    static const int coins[] = {1, 5, 10, 25, 50};
    long long ways[501] = {1};
    for (int c = 0; c < 5; c++)
        for (int sum = coins[c]; sum <= 500; sum++) ways[sum] += ways[sum - coins[c]];
    printf("%lld %lld\n", ways[100], ways[500]);
    static const int sides[] = {30, 35, 15, 5, 10, 20, 25, 40, 12};
    int chain[8][8] = {{0}};
    for (int length = 2; length <= 8; length++)
        for (int i = 0; i + length <= 8; i++) {
            const int j = i + length - 1;
            chain[i][j] = 1 << 30;
            for (int k = i; k < j; k++) chain[i][j] = min(chain[i][j], chain[i][k] + chain[k + 1][j] + sides[i] * sides[k + 1] * sides[j + 1]);
        }
    printf("%d\n", chain[0][7]);
    unsigned long long partitions[201] = {1};
    for (int part = 1; part <= 200; part++)
        for (int sum = part; sum <= 200; sum++) partitions[sum] += partitions[sum - part];
    printf("%llu %llu\n", partitions[100], partitions[200]);
    return 0;
}
