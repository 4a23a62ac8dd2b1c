// ASCII by ranges: no table, no locale. An argument outside 0…127, EOF included, belongs to no class.
#include <ctype.h>

static int within(int c, int first, int last) {
    return (unsigned)c - (unsigned)first <= (unsigned)(last - first);
}

int isascii(int c) { return within(c, 0, 127); }
int isblank(int c) { return c == ' ' || c == '\t'; }
int iscntrl(int c) { return within(c, 0, 31) || c == 127; }
int isdigit(int c) { return within(c, '0', '9'); }
int isgraph(int c) { return within(c, '!', '~'); }
int islower(int c) { return within(c, 'a', 'z'); }
int isprint(int c) { return within(c, ' ', '~'); }
int isspace(int c) { return c == ' ' || within(c, '\t', '\r'); }
int isupper(int c) { return within(c, 'A', 'Z'); }
int isalpha(int c) { return within(c | 32, 'a', 'z'); }
int isalnum(int c) { return isalpha(c) || isdigit(c); }
int ispunct(int c) { return isgraph(c) && !isalnum(c); }
int isxdigit(int c) { return isdigit(c) || within(c | 32, 'a', 'f'); }
int toascii(int c) { return c & 127; }
int tolower(int c) { return isupper(c) ? c + ('a' - 'A') : c; }
int toupper(int c) { return islower(c) ? c - ('a' - 'A') : c; }
