#include <strings.h>

int __ffssi2(unsigned value);
int __ffsdi2(unsigned long long value);

int ffs(int value) { return __ffssi2((unsigned)value); }
int ffsl(long value) { return __ffsdi2((unsigned long long)value); }
int ffsll(long long value) { return __ffsdi2((unsigned long long)value); }
