// A small regular-expression matcher (Kernighan and Pike's, with classes and repetition).
#include <stdio.h>

static int match_here(const char* pattern, const char* text);

static const char* element_end(const char* pattern) {
    if (*pattern == '\\' && pattern[1]) return pattern + 2;
    if (*pattern == '[') {
        pattern++;
        if (*pattern == '^') pattern++;
        if (*pattern == ']') pattern++;
        while (*pattern && *pattern != ']') pattern++;
        return *pattern ? pattern + 1 : pattern;
    }
    return pattern + 1;
}
static int match_one(const char* pattern, char c) {
    if (!c) return 0;
    if (*pattern == '.') return 1;
    if (*pattern == '\\') {
        switch (pattern[1]) {
        case 'd': return c >= '0' && c <= '9';
        case 'w': return (c | 32) >= 'a' && (c | 32) <= 'z';
        default: return pattern[1] == c;
        }
    }
    if (*pattern == '[') {
        const int invert = pattern[1] == '^';
        const char* at = pattern + 1 + invert;
        int found = 0;
        do {
            if (at[1] == '-' && at[2] != ']') {
                found |= c >= at[0] && c <= at[2];
                at += 3;
            } else {
                found |= *at++ == c;
            }
        } while (*at && *at != ']');
        return found != invert;
    }
    return *pattern == c;
}
static int match_here(const char* pattern, const char* text) {
    if (!*pattern) return 1;
    if (*pattern == '$' && !pattern[1]) return !*text;
    const char* end = element_end(pattern);
    if (*end == '*' || *end == '+' || *end == '?') {
        const int least = *end == '+', most = *end == '?' ? 1 : 1000;
        int count = 0;
        while (count < most && match_one(pattern, text[count])) count++;
        for (; count >= least; count--)
            if (match_here(end + 1, text + count)) return 1;
        return 0;
    }
    return match_one(pattern, *text) && match_here(end, text + 1);
}
static int match(const char* pattern, const char* text) {
    if (*pattern == '^') return match_here(pattern + 1, text);
    do
        if (match_here(pattern, text)) return 1;
    while (*text++);
    return 0;
}

int main(void) {
    static const char* const cases[][2] = {
        {"abc", "xxabcxx"}, {"^abc", "xabc"}, {"^abc$", "abc"}, {"a.c", "abbc"}, {"a.*c", "abbc"}, {"ab*c", "ac"}, {"ab+c", "ac"},
        {"ab+c", "abbbc"}, {"colou?r", "color"}, {"colou?r", "colouur"}, {"[0-9]+", "no digits"}, {"^\\d+-\\d+$", "555-1234"},
        {"[^a-z]", "abcXdef"}, {"[]x]", "a]b"}, {"^$", ""}, {"a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaac"}, {"\\.", "a.b"}, {"^\\w+ \\w+$", "two words"}};
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) printf("%-12s %-26s %s\n", cases[i][0], cases[i][1], match(cases[i][0], cases[i][1]) ? "yes" : "no");
    return 0;
}
