// The "C" locale orders by bytes.
#include <string.h>

int strcoll(const char* a, const char* b) { return strcmp(a, b); }
size_t strxfrm(char* restrict to, const char* restrict from, size_t size) { return strlcpy(to, from, size); }
