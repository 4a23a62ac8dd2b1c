#include <locale.h>
#include <string.h>

char* setlocale(int category, const char* locale) {
    static char name[] = "C";
    (void)category;
    const int known = !locale || !*locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
    return known ? name : NULL;
}
