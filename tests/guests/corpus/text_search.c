// Searching text: naive, Knuth-Morris-Pratt, Boyer-Moore-Horspool, Rabin-Karp; suffix arrays; palindromes; edit scripts.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int naive(const char* text, const char* word) {
    int count = 0;
    for (; (text = strstr(text, word)); text++) count++;
    return count;
}
static int kmp(const char* text, const char* word) {
    int fail[64] = {0}, length = (int)strlen(word), count = 0;
    for (int i = 1, k = 0; i < length; i++) {
        while (k && word[i] != word[k]) k = fail[k - 1];
        fail[i] = k += word[i] == word[k];
    }
    for (int k = 0; *text; text++) {
        while (k && (k == length || *text != word[k])) k = fail[k - 1];
        k += *text == word[k];
        count += k == length;
    }
    return count;
}
static int horspool(const char* text, const char* word) {
    int skip[256], n = (int)strlen(text), m = (int)strlen(word), count = 0;
    for (int i = 0; i < 256; i++) skip[i] = m;
    for (int i = 0; i < m - 1; i++) skip[(unsigned char)word[i]] = m - 1 - i;
    for (int at = 0; at + m <= n; at += skip[(unsigned char)text[at + m - 1]]) count += memcmp(text + at, word, (size_t)m) == 0;
    return count;
}
static int rabin_karp(const char* text, const char* word) {
    const int m = (int)strlen(word), n = (int)strlen(text);
    unsigned target = 0, rolling = 0, power = 1;
    int count = 0;
    for (int i = 0; i < m; i++) {
        target = target * 257 + (unsigned char)word[i];
        if (i) power *= 257;
    }
    for (int i = 0; i < n; i++) {
        if (i >= m) rolling -= (unsigned char)text[i - m] * power;
        rolling = rolling * 257 + (unsigned char)text[i];
        if (i >= m - 1 && rolling == target && memcmp(text + i - m + 1, word, (size_t)m) == 0) count++;
    }
    return count;
}
static const char* base;
static int by_suffix(const void* a, const void* b) { return strcmp(base + *(const short*)a, base + *(const short*)b); }

int main(void) {
    static char text[2000];
    for (int i = 0; i < 1999; i++) text[i] = "ab"[__builtin_popcount((unsigned)i) & 1]; // Thue-Morse
    static const char* const words[] = {"a", "ab", "abba", "baabab", "aaa", "abbabaabbaababba", "b"};
    for (unsigned i = 0; i < 7; i++) printf("%s: %d %d %d %d\n", words[i], naive(text, words[i]), kmp(text, words[i]), horspool(text, words[i]), rabin_karp(text, words[i]));
    base = "mississippi";
    short order[11];
    for (short i = 0; i < 11; i++) order[i] = i;
    qsort(order, 11, sizeof *order, by_suffix);
    for (int i = 0; i < 11; i++) printf("%d ", order[i]);
    printf("\n");
    static const char sentence[] = "able was i ere i saw elba, madam";
    int best = 0, where = 0;
    for (int center = 0; sentence[center]; center++)
        for (int odd = 0; odd < 2; odd++) {
            int low = center, high = center + odd;
            while (low >= 0 && sentence[high] && sentence[low] == sentence[high]) {
                low--;
                high++;
            }
            if (high - low - 1 > best) {
                best = high - low - 1;
                where = low + 1;
            }
        }
    printf("%d '%.*s'\n", best, best, sentence + where);
    return 0;
}
