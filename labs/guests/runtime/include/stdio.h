// Three streams: the console's input, and its output twice. Nothing is buffered: what was printed is on the console
// when the call returns, so that a trap or a single step shows the whole truth.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct RuntimeFile FILE;
typedef long fpos_t;
extern FILE* const stdin;
extern FILE* const stdout;
extern FILE* const stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr

#define EOF (-1)
#define BUFSIZ 1024
#define FOPEN_MAX 3
#define FILENAME_MAX 256
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

int printf(const char* restrict format, ...) __attribute__((format(printf, 1, 2)));
int fprintf(FILE* restrict stream, const char* restrict format, ...) __attribute__((format(printf, 2, 3)));
int sprintf(char* restrict text, const char* restrict format, ...) __attribute__((format(printf, 2, 3)));
int snprintf(char* restrict text, size_t size, const char* restrict format, ...)
    __attribute__((format(printf, 3, 4)));
int dprintf(int descriptor, const char* restrict format, ...) __attribute__((format(printf, 2, 3)));
int asprintf(char** restrict text, const char* restrict format, ...) __attribute__((format(printf, 2, 3)));
int vprintf(const char* restrict format, va_list arguments) __attribute__((format(printf, 1, 0)));
int vfprintf(FILE* restrict stream, const char* restrict format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
int vsprintf(char* restrict text, const char* restrict format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
int vsnprintf(char* restrict text, size_t size, const char* restrict format, va_list arguments)
    __attribute__((format(printf, 3, 0)));
int vasprintf(char** restrict text, const char* restrict format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

int scanf(const char* restrict format, ...) __attribute__((format(scanf, 1, 2)));
int fscanf(FILE* restrict stream, const char* restrict format, ...) __attribute__((format(scanf, 2, 3)));
int sscanf(const char* restrict text, const char* restrict format, ...) __attribute__((format(scanf, 2, 3)));
int vscanf(const char* restrict format, va_list arguments) __attribute__((format(scanf, 1, 0)));
int vfscanf(FILE* restrict stream, const char* restrict format, va_list arguments)
    __attribute__((format(scanf, 2, 0)));
int vsscanf(const char* restrict text, const char* restrict format, va_list arguments)
    __attribute__((format(scanf, 2, 0)));

int putchar(int c);
int putc(int c, FILE* stream);
int fputc(int c, FILE* stream);
int puts(const char* text);
int fputs(const char* restrict text, FILE* restrict stream);
size_t fwrite(const void* restrict items, size_t size, size_t count, FILE* restrict stream);

int getchar(void);
int getc(FILE* stream);
int fgetc(FILE* stream);
int ungetc(int c, FILE* stream);
char* fgets(char* restrict text, int size, FILE* restrict stream);
ssize_t getline(char** restrict line, size_t* restrict size, FILE* restrict stream);
ssize_t getdelim(char** restrict line, size_t* restrict size, int delimiter, FILE* restrict stream);
size_t fread(void* restrict items, size_t size, size_t count, FILE* restrict stream);

int feof(FILE* stream);
int ferror(FILE* stream);
void clearerr(FILE* stream);
int fileno(FILE* stream);
int fflush(FILE* stream);
int setvbuf(FILE* restrict stream, char* restrict buffer, int mode, size_t size);
void setbuf(FILE* restrict stream, char* restrict buffer);
void perror(const char* text);

// There are no files: opening one fails with ENOENT.
FILE* fopen(const char* restrict name, const char* restrict mode);
int fclose(FILE* stream);
int remove(const char* name);
