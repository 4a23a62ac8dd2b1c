// printf of integers: every flag, width, precision and length.
#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>

int main(void) {
    static const char* const formats[] = {"[%d]", "[%5d]", "[%-5d]", "[%05d]", "[%+d]", "[% d]", "[%.3d]", "[%8.3d]", "[%-8.3d]", "[%08.3d]", "[%+.0d]", "[%+08d]", "[% -6d]"};
    static const char* const unsigned_formats[] = {"[%u]", "[%x]", "[%X]", "[%o]", "[%#x]", "[%#X]", "[%#o]", "[%08x]", "[%#08x]", "[%-#8x]", "[%.5x]", "[%#.5o]", "[%12.6X]", "[%.0u]", "[%#.0x]"};
    static const int values[] = {0, 1, -1, 42, -4242, INT_MAX, INT_MIN};
    for (unsigned v = 0; v < sizeof values / sizeof *values; v++) {
        for (unsigned f = 0; f < sizeof formats / sizeof *formats; f++) printf(formats[f], values[v]);
        printf("\n");
        for (unsigned f = 0; f < sizeof unsigned_formats / sizeof *unsigned_formats; f++) printf(unsigned_formats[f], (unsigned)values[v]);
        printf("\n");
    }
    printf("%hhd %hhu %hd %hu\n", 300, 300, 70000, 70000);
    printf("%lld %llu %llx %llo\n", LLONG_MIN, ULLONG_MAX, 0x123456789ABCDEFll, 01234567012345670123ull);
    printf("%jd %zu %td\n", (intmax_t)-5, sizeof(char[77]), (ptrdiff_t)-9);
    printf("%" PRId64 " %" PRIu32 " %" PRIx16 " %" PRIi8 "\n", (int64_t)-1, (uint32_t)4000000000u, (uint16_t)0xBEEF, (int8_t)-8);
    printf("%*d|%-*d|%.*d|%*.*d\n", 6, 42, 6, 42, 4, 42, 8, 3, 42);
    printf("%*d|%.*d\n", -6, 42, -1, 42);
    int so_far;
    printf("12345%n6789", &so_far);
    printf(" %d\n", so_far);
    printf("%d%%\n", 100);
    printf("%i %+i\n", 7, 7);
    return 0;
}
