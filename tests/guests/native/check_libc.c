// The runtime's C library, compiled for the host with the prefix ours_, against the host's own: printf, strtod and
// scanf of random and awkward values, the string functions on random text, malloc under random load.
// Usage: check_libc [ROUNDS]
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static uint64_t seed = 88172645463325252u;
static uint64_t failures, checks;

static uint64_t random_word(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed * 0x2545F4914F6CDD1Du;
}
static unsigned below(unsigned limit) { return (unsigned)(random_word() >> 33) % limit; }

static void fail(const char* what, const char* detail, const char* ours, const char* theirs) {
    if (++failures <= 20) printf("FAIL %s [%s]: ours [%.300s] host [%.300s]\n", what, detail, ours, theirs);
}

extern char ours_heap[32 << 20];
int ours_vsnprintf(char*, size_t, const char*, va_list);
double ours_strtod(const char*, char**);
float ours_strtof(const char*, char**);
long ours_strtol(const char*, char**, int);
unsigned long ours_strtoul(const char*, char**, int);
int ours_vsscanf(const char*, const char*, va_list);
extern int ours_errno;

__attribute__((format(printf, 1, 2))) static void check_print(const char* format, ...) {
    static char ours[8192], theirs[8192];
    va_list arguments;
    va_start(arguments, format);
    const int their_count = vsnprintf(theirs, sizeof theirs, format, arguments);
    va_end(arguments);
    va_start(arguments, format);
    const int our_count = ours_vsnprintf(ours, sizeof ours, format, arguments);
    va_end(arguments);
    checks++;
    if (our_count != their_count || strcmp(ours, theirs) != 0) fail("printf", format, ours, theirs);
    // A small buffer is cut, and the count stays.
    const size_t size = below(30);
    memset(ours, '#', 40);
    memset(theirs, '#', 40);
    va_start(arguments, format);
    vsnprintf(theirs, size, format, arguments);
    va_end(arguments);
    va_start(arguments, format);
    const int count = ours_vsnprintf(ours, size, format, arguments);
    va_end(arguments);
    if (count != their_count || memcmp(ours, theirs, 40) != 0) fail("snprintf", format, ours, theirs);
}

static double random_double(void) {
    uint64_t bits = random_word();
    double value;
    switch (below(8)) {
    case 0: return (double)(int64_t)random_word() / (double)(1 + below(1000));
    case 1: return (double)below(100000) / 1000.0;
    case 2: return (double)below(1000) + 0.5;
    case 3: bits = (bits & 0x800FFFFFFFFFFFFFu) | (uint64_t)(1000 + below(50)) << 52; break;
    case 4: bits &= 0x800FFFFFFFFFFFFFu >> below(52); break;
    case 5: return (double)below(1000) * 0x1p-10;
    case 6: {
        char text[40];
        snprintf(text, sizeof text, "%u.%ue%d", below(10), below(100), (int)below(40) - 20);
        return atof(text);
    }
    default: break;
    }
    memcpy(&value, &bits, sizeof value);
    return value != value ? fabs(NAN) : value;
}

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void check_formats(void) {
    static const char* const lengths[] = {"hh", "h", "", "l", "ll", "j", "z", "t"};
    char format[64];
    char flags[8] = "";
    for (unsigned i = below(4), n = 0; i-- > 0; n++) {
        flags[n] = "-+ #0"[below(5)];
        flags[n + 1] = '\0';
    }
    char width[16] = "", precision[16] = "";
    if (below(2)) snprintf(width, sizeof width, "%u", below(30) + 1);
    if (below(2)) snprintf(precision, sizeof precision, below(8) ? ".%u" : ".", below(25));

    snprintf(format, sizeof format, "<%%%s%s%s%s%c>", flags, width, precision, lengths[below(8)],
             "diuoxX"[below(6)]);
    const uint64_t word = below(6) ? random_word() >> below(64) : 0;
    check_print(format, below(2) ? word : -word);

    snprintf(format, sizeof format, "<%%%s%s%s%c>", flags, width, precision, "eEfFgGaA"[below(8)]);
    // The host forgets a zero in %#g when rounding carries into a new digit.
    if (!strchr(flags, '#') || !strpbrk(format, "gG")) check_print(format, random_double());
    if (below(10) == 0) {
        snprintf(format, sizeof format, "<%%%s%s.%u%c>", flags, width, below(400), "eEfFaA"[below(6)]);
        check_print(format, random_double());
    }
    snprintf(format, sizeof format, "<%%%s%s%ss|%%%s*.*s>", flags[0] == '-' ? "-" : "", width, precision,
             flags[0] == '-' ? "-" : "");
    check_print(format, "hello, world", (int)below(30) - 10, (int)below(20) - 5, "abcdefghijkl");
    check_print("%5c|%-5c|%%|%p|%p", 'a' + (int)below(26), 'b', (void*)(uintptr_t)random_word(), (void*)0);
}

static void check_number(const char* text) {
    char *our_end, *their_end;
    char ours_text[64], theirs_text[64];
    errno = ours_errno = 0;
    const double theirs = strtod(text, &their_end), ours = ours_strtod(text, &our_end);
    checks++;
    if (memcmp(&ours, &theirs, sizeof ours) != 0 && !(ours != ours && theirs != theirs)) {
        snprintf(ours_text, sizeof ours_text, "%a", ours);
        snprintf(theirs_text, sizeof theirs_text, "%a", theirs);
        fail("strtod", text, ours_text, theirs_text);
    }
    if (our_end != their_end) fail("strtod end", text, our_end, their_end);
    if (errno != ours_errno)
        fail("strtod errno", text, ours_errno ? "set" : "not set", errno ? "set" : "not set");
    errno = ours_errno = 0;
    const float their_float = strtof(text, &their_end), our_float = ours_strtof(text, &our_end);
    if (memcmp(&our_float, &their_float, sizeof our_float) != 0 && our_float == our_float) {
        snprintf(ours_text, sizeof ours_text, "%a", (double)our_float);
        snprintf(theirs_text, sizeof theirs_text, "%a", (double)their_float);
        fail("strtof", text, ours_text, theirs_text);
    }
    for (int base = 0; base <= 36; base += base ? 1 + (int)below(10) : 2) {
        errno = ours_errno = 0;
        const long a = strtol(text, &their_end, base), b = ours_strtol(text, &our_end, base);
        if (a != b || their_end != our_end || errno != ours_errno) fail("strtol", text, our_end, their_end);
        errno = ours_errno = 0;
        const unsigned long c = strtoul(text, &their_end, base), d = ours_strtoul(text, &our_end, base);
        if (c != d || their_end != our_end || errno != ours_errno) fail("strtoul", text, our_end, their_end);
    }
}

static void check_numbers(void) {
    char text[1600];
    switch (below(6)) {
    case 0: snprintf(text, sizeof text, "%.*e", (int)below(40), random_double()); break;
    case 1: snprintf(text, sizeof text, "%a", random_double()); break;
    case 2: {  // exactly half way between two doubles, and a digit more or less
        uint64_t bits = random_word() & 0x7FFFFFFFFFFFFFFFu;
        if (below(4) == 0) bits >>= below(60);
        double low;
        memcpy(&low, &bits, sizeof low);
        if (!isfinite(low) || low > 1e300) low = 1;
        const long double half = ((long double)low + nextafter(low, INFINITY)) / 2;
        int length = snprintf(text, sizeof text, "%.1100Lf", half);
        while (text[length - 1] == '0') text[--length] = '\0';
        if (below(3) == 0) strcat(text, "0000000000000000000000000000000001");
        break;
    }
    case 3: {
        unsigned length = 0;
        for (unsigned n = below(25) + 1; n-- > 0;) text[length++] = "0123456789.eE+-xXabinfty "[below(25)];
        text[length] = '\0';
        break;
    }
    case 4:
        snprintf(text, sizeof text, " %s%llu", below(2) ? "-" : "",
                 (unsigned long long)(random_word() >> below(64)));
        break;
    default:
        snprintf(text, sizeof text, "%s0x%llx.%llxp%d", below(2) ? "-" : "",
                 (unsigned long long)(random_word() >> below(64)),
                 (unsigned long long)(random_word() >> below(64)), (int)below(2400) - 1200);
    }
    check_number(text);
}

__attribute__((format(scanf, 2, 3))) static void check_scan(const char* text, const char* format, ...) {
    unsigned char ours[512], theirs[512];
    va_list arguments;
    va_start(arguments, format);
    unsigned char* space = va_arg(arguments, unsigned char*);  // 512 bytes that the arguments point into
    va_end(arguments);
    memset(space, 0x5A, 512);
    va_start(arguments, format);
    const int their_count = vsscanf(text, format, arguments);
    va_end(arguments);
    memcpy(theirs, space, 512);
    memset(space, 0x5A, 512);
    va_start(arguments, format);
    const int our_count = ours_vsscanf(text, format, arguments);
    va_end(arguments);
    memcpy(ours, space, 512);
    char a[20], b[20];
    snprintf(a, sizeof a, "%d", our_count);
    snprintf(b, sizeof b, "%d", their_count);
    checks++;
    if (our_count != their_count)
        fail("sscanf count", text, a, b);
    else if (memcmp(ours, theirs, 512) != 0)
        fail("sscanf values", text, format, "");
}

static void check_scans(void) {
    static _Alignas(16) unsigned char at[512];
    char text[100];
    unsigned length = 0;
    for (unsigned n = below(30); n-- > 0;) text[length++] = "0123456789 \n,.-+xabef:"[below(22)];
    text[length] = '\0';
    check_scan(text, "%s%d %c%n", (char*)at, (int*)(at + 128), (char*)(at + 160), (int*)(at + 176));
    check_scan(text, "%[0-9] ,%2d%*c%x%hhd", (char*)at, (int*)(at + 128), (unsigned*)(at + 160),
               (signed char*)(at + 176));
    // The host takes "0x." for a number.
    if (!strstr(text, "0x."))
        check_scan(text, "%3s%[^,-]%lf", (char*)at, (char*)(at + 128), (double*)(at + 256));
    snprintf(text, sizeof text, "%d %g,%llx:%o %s", (int)random_word(), (double)(float)random_double(),
             (unsigned long long)random_word(), below(1000), "word");
    check_scan(text, "%i%f ,%llx:%o%9s", (int*)at, (float*)(at + 16), (unsigned long long*)(at + 32),
               (unsigned*)(at + 48), (char*)(at + 64));
    check_scan(text, "%5ld%*f,%8llx%hx%%", (long*)at, (unsigned long long*)(at + 16),
               (unsigned short*)(at + 32));
}

void* ours_memcpy(void*, const void*, size_t);
void* ours_memmove(void*, const void*, size_t);
void* ours_memset(void*, int, size_t);
int ours_memcmp(const void*, const void*, size_t);
void* ours_memchr(const void*, int, size_t);
char* ours_strcpy(char*, const char*);
char* ours_strncpy(char*, const char*, size_t);
char* ours_strcat(char*, const char*);
char* ours_strncat(char*, const char*, size_t);
int ours_strcmp(const char*, const char*);
int ours_strncmp(const char*, const char*, size_t);
int ours_strcasecmp(const char*, const char*);
size_t ours_strlen(const char*);
size_t ours_strnlen(const char*, size_t);
char* ours_strchr(const char*, int);
char* ours_strrchr(const char*, int);
char* ours_strstr(const char*, const char*);
size_t ours_strspn(const char*, const char*);
size_t ours_strcspn(const char*, const char*);
char* ours_strpbrk(const char*, const char*);
char* ours_strtok(char*, const char*);

static int sign(int value) { return (value > 0) - (value < 0); }

#define SAME(name, ours, theirs) \
    do { \
        checks++; \
        if ((ours) != (theirs)) fail(name, a, b, ""); \
    } while (0)

static void check_strings(void) {
    char a[80], b[80], x[200], y[200];
    unsigned length = below(60);
    for (unsigned i = 0; i < length; i++) a[i] = "abcABC \xE9"[below(8)];
    a[length] = '\0';
    length = below(5) ? below(4) : length;
    for (unsigned i = 0; i < length; i++) b[i] = below(3) ? a[i] : "abcABC \xE9"[below(8)];
    b[length] = '\0';
    const int c = "abcABC \0"[below(8)];
    const size_t count = below(60);
    SAME("strlen", ours_strlen(a), strlen(a));
    SAME("strnlen", ours_strnlen(a, count), strnlen(a, count));
    SAME("strcmp", sign(ours_strcmp(a, b)), sign(strcmp(a, b)));
    SAME("strncmp", sign(ours_strncmp(a, b, count)), sign(strncmp(a, b, count)));
    SAME("strcasecmp", sign(ours_strcasecmp(a, b)), sign(strcasecmp(a, b)));
    SAME("memcmp", sign(ours_memcmp(a, b, strlen(b))), sign(memcmp(a, b, strlen(b))));
    SAME("strchr", ours_strchr(a, c), strchr(a, c));
    SAME("strrchr", ours_strrchr(a, c), strrchr(a, c));
    SAME("memchr", ours_memchr(a, c, strlen(a)), memchr(a, c, strlen(a)));
    SAME("strstr", ours_strstr(a, b), strstr(a, b));
    SAME("strspn", ours_strspn(a, b), strspn(a, b));
    SAME("strcspn", ours_strcspn(a, b), strcspn(a, b));
    SAME("strpbrk", ours_strpbrk(a, b), strpbrk(a, b));

    for (unsigned i = 0; i < sizeof x; i++) x[i] = y[i] = (char)random_word();
    const unsigned from = below(60), to = below(60), size = below(120);
    ours_memmove(x + to, x + from, size);
    memmove(y + to, y + from, size);
    SAME("memmove", memcmp(x, y, sizeof x), 0);
    ours_memset(x + from, c, size);
    memset(y + from, c, size);
    SAME("memset", memcmp(x, y, sizeof x), 0);
    ours_memcpy(x + to, a + from % 10, 40);
    memcpy(y + to, a + from % 10, 40);
    SAME("memcpy", memcmp(x, y, sizeof x), 0);
    ours_strncpy(x, a, count);
    strncpy(y, a, count);
    SAME("strncpy", memcmp(x, y, sizeof x), 0);
    ours_strcpy(x, a);
    strcpy(y, a);
    ours_strncat(x, b, count);
    strncat(y, b, count);
    ours_strcat(x, b);
    strcat(y, b);
    SAME("strcpy strncat strcat", memcmp(x, y, sizeof x), 0);
    char* rest;
    for (char *p = ours_strtok(x, " a"), *q = strtok_r(y, " a", &rest);;
         p = ours_strtok(NULL, " a"), q = strtok_r(NULL, " a", &rest)) {
        SAME("strtok", p ? p - x : -1, q ? q - y : -1);
        if (!p || !q) break;
    }
}

int ours_isalnum(int), ours_isalpha(int), ours_isblank(int), ours_iscntrl(int), ours_isdigit(int),
    ours_isgraph(int);
int ours_islower(int), ours_isprint(int), ours_ispunct(int), ours_isspace(int), ours_isupper(int),
    ours_isxdigit(int);
int ours_tolower(int), ours_toupper(int);

static void check_ctype(void) {
    const char *a = "ctype", *b = "";
    for (int c = -1; c < 256; c++) {
        SAME("isalnum", !ours_isalnum(c), !isalnum(c));
        SAME("isalpha", !ours_isalpha(c), !isalpha(c));
        SAME("isblank", !ours_isblank(c), !isblank(c));
        SAME("iscntrl", !ours_iscntrl(c), !iscntrl(c));
        SAME("isdigit", !ours_isdigit(c), !isdigit(c));
        SAME("isgraph", !ours_isgraph(c), !isgraph(c));
        SAME("islower", !ours_islower(c), !islower(c));
        SAME("isprint", !ours_isprint(c), !isprint(c));
        SAME("ispunct", !ours_ispunct(c), !ispunct(c));
        SAME("isspace", !ours_isspace(c), !isspace(c));
        SAME("isupper", !ours_isupper(c), !isupper(c));
        SAME("isxdigit", !ours_isxdigit(c), !isxdigit(c));
        SAME("tolower", ours_tolower(c), tolower(c));
        SAME("toupper", ours_toupper(c), toupper(c));
    }
}

void* ours_malloc(size_t);
void* ours_calloc(size_t, size_t);
void* ours_realloc(void*, size_t);
void* ours_aligned_alloc(size_t, size_t);
void ours_free(void*);

// Blocks filled with their own pattern: none may touch another, and freed memory must come back whole.
static void check_heap(long rounds) {
    enum { SLOTS = 200 };
    static struct {
        unsigned char *memory, pattern;
        size_t size;
    } slots[SLOTS];
    const char *a = "heap", *b = "";
    for (long round = 0; round < rounds; round++) {
        const unsigned slot = below(SLOTS);
        unsigned char* memory = slots[slot].memory;
        int intact = 1;
        for (size_t i = 0; memory && i < slots[slot].size; i++) intact &= memory[i] == slots[slot].pattern;
        SAME("a block kept what was written", intact, 1);
        const size_t size = below(4) ? below(300) : below(100000);
        const unsigned kind = below(5);
        if (kind == 0 || kind == 1) {
            ours_free(memory);
            memory = NULL;
        } else if (kind == 2 && memory) {
            unsigned char* moved = ours_realloc(memory, size + 1);
            if (moved) {
                const size_t kept = size + 1 < slots[slot].size ? size + 1 : slots[slot].size;
                for (size_t i = 0; i < kept; i++) intact &= moved[i] == slots[slot].pattern;
                SAME("realloc kept what was written", intact, 1);
                memory = moved;
                slots[slot].size = size + 1;
            }
        } else if (!memory) {
            const size_t alignment = kind == 4 ? (size_t)16 << below(9) : 16;
            memory = kind == 4   ? ours_aligned_alloc(alignment, size)
                     : kind == 3 ? ours_calloc(size, 1)
                                 : ours_malloc(size);
            SAME("alignment", (uintptr_t)memory % alignment, 0u);
            for (size_t i = 0; kind == 3 && memory && i < size; i++) intact &= memory[i] == 0;
            SAME("calloc gives zeros", intact, 1);
            slots[slot].size = size;
        }
        slots[slot].memory = memory;
        slots[slot].pattern = (unsigned char)random_word();
        if (memory) memset(memory, slots[slot].pattern, slots[slot].size);
    }
    for (unsigned slot = 0; slot < SLOTS; slot++) ours_free(slots[slot].memory);
    void* all = ours_malloc(sizeof ours_heap - 100);
    SAME("all of it is one block again", all != NULL, 1);
    SAME("and no more than that", ours_malloc(1000), NULL);
    ours_free(all);
}

void ours_qsort(void*, size_t, size_t, int (*)(const void*, const void*));

static int by_low_byte(const void* x, const void* y) {
    return *(const unsigned char*)x - *(const unsigned char*)y;
}

// Stable, as the host's is.
static void check_sort(void) {
    static uint32_t ours[500], theirs[500];
    const char *a = "qsort", *b = "";
    const unsigned count = below(500);
    for (unsigned i = 0; i < count; i++)
        ours[i] = theirs[i] = (uint32_t)random_word() & 0xFFFF0000u | i << 8 | below(20);
    ours_qsort(ours, count, 4, by_low_byte);
    qsort(theirs, count, 4, by_low_byte);
    SAME("qsort", memcmp(ours, theirs, sizeof ours), 0);
}

int main(int argc, char** argv) {
    const long rounds = argc > 1 ? atol(argv[1]) : 100000;
    check_ctype();
    check_heap(rounds);
    for (long round = 0; round < rounds; round++) {
        check_formats();
        check_numbers();
        check_scans();
        check_strings();
        if (round % 100 == 0) check_sort();
    }
    printf("%llu checks, %llu failures\n", (unsigned long long)checks, (unsigned long long)failures);
    return failures != 0;
}
