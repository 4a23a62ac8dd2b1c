// Sequences of integers: Collatz, perfect numbers, Pascal, Catalan, Bell, look-and-say, Roman numerals, calendars.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int collatz(uint64_t n) {
    int steps = 0;
    for (; n != 1; steps++) n = n % 2 ? 3 * n + 1 : n / 2;
    return steps;
}
static void roman(int n, char* to) {
    static const struct {
        int value;
        const char* text;
    } digits[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
    *to = '\0';
    for (int i = 0; i < 13; i++)
        for (; n >= digits[i].value; n -= digits[i].value) strcat(to, digits[i].text);
}
static int weekday(int year, int month, int day) {
    static const int offsets[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    year -= month < 3;
    return (year + year / 4 - year / 100 + year / 400 + offsets[month - 1] + day) % 7;
}

int main(void) {
    int best = 0, most = 0;
    for (int n = 1; n < 5000; n++) {
        const int steps = collatz((uint64_t)n);
        if (steps > most) {
            most = steps;
            best = n;
        }
    }
    printf("%d takes %d steps\n", best, most);
    for (int n = 2; n < 10000; n += 2) {
        int sum = 1;
        for (int d = 2; d * d <= n; d++)
            if (n % d == 0) sum += d + (d * d != n ? n / d : 0);
        if (sum == n) printf("%d ", n);
    }
    printf("\n");
    uint64_t row[36] = {1};
    for (int n = 1; n <= 35; n++)
        for (int k = n; k > 0; k--) row[k] += row[k - 1];
    printf("%llu %llu\n", (unsigned long long)row[17], (unsigned long long)row[5]);
    uint64_t catalan[36] = {1};
    for (int n = 1; n < 36; n++)
        for (int k = 0; k < n; k++) catalan[n] += catalan[k] * catalan[n - 1 - k];
    printf("%llu %llu\n", (unsigned long long)catalan[10], (unsigned long long)catalan[35]);
    char say[512] = "1", next[512];
    for (int i = 0; i < 10; i++) {
        char* to = next;
        for (const char* at = say; *at;) {
            int length = 1;
            while (at[length] == *at) length++;
            to += sprintf(to, "%d%c", length, *at);
            at += length;
        }
        strcpy(say, next);
    }
    printf("%s\n", say);
    char text[32];
    static const int numbers[] = {1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999};
    for (int i = 0; i < 10; i++) {
        roman(numbers[i], text);
        printf("%s ", text);
    }
    printf("\n%d %d %d\n", weekday(2000, 1, 1), weekday(1969, 7, 20), weekday(2024, 2, 29));
    return 0;
}
