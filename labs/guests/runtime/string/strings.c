// The old BSD names.
#include <string.h>

int bcmp(const void* a, const void* b, size_t count) { return memcmp(a, b, count); }
void bcopy(const void* from, void* to, size_t count) { memmove(to, from, count); }
void bzero(void* memory, size_t count) { memset(memory, 0, count); }
char* index(const char* text, int c) { return strchr(text, c); }
char* rindex(const char* text, int c) { return strrchr(text, c); }
