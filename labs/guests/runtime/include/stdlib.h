#pragma once

#include <stddef.h>

#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 0x7FFFFFFF
#define MB_CUR_MAX 1

typedef struct {
    int quot, rem;
} div_t;
typedef struct {
    long quot, rem;
} ldiv_t;
typedef struct {
    long long quot, rem;
} lldiv_t;

_Noreturn void exit(int status);
_Noreturn void _Exit(int status);
_Noreturn void quick_exit(int status);
_Noreturn void abort(void);
int atexit(void (*function)(void));
int at_quick_exit(void (*function)(void));
char* getenv(const char* name);
int system(const char* command);

void* malloc(size_t size) __attribute__((malloc, alloc_size(1)));
void* calloc(size_t count, size_t size) __attribute__((malloc, alloc_size(1, 2)));
void* realloc(void* memory, size_t size) __attribute__((alloc_size(2)));
void* reallocarray(void* memory, size_t count, size_t size) __attribute__((alloc_size(2, 3)));
void* aligned_alloc(size_t alignment, size_t size) __attribute__((malloc, alloc_align(1), alloc_size(2)));
int posix_memalign(void** memory, size_t alignment, size_t size);
void free(void* memory);

int atoi(const char* text);
long atol(const char* text);
long long atoll(const char* text);
double atof(const char* text);
long strtol(const char* restrict text, char** restrict end, int base);
unsigned long strtoul(const char* restrict text, char** restrict end, int base);
long long strtoll(const char* restrict text, char** restrict end, int base);
unsigned long long strtoull(const char* restrict text, char** restrict end, int base);
float strtof(const char* restrict text, char** restrict end);
double strtod(const char* restrict text, char** restrict end);
long double strtold(const char* restrict text, char** restrict end);

int abs(int value);
long labs(long value);
long long llabs(long long value);
div_t div(int numerator, int denominator);
ldiv_t ldiv(long numerator, long denominator);
lldiv_t lldiv(long long numerator, long long denominator);

int rand(void);
void srand(unsigned seed);
int rand_r(unsigned* seed);
long random(void);
void srandom(unsigned seed);

void qsort(void* base, size_t count, size_t size, int (*compare)(const void*, const void*));
void* bsearch(const void* key, const void* base, size_t count, size_t size,
              int (*compare)(const void*, const void*));

#define alloca(size) __builtin_alloca(size)
