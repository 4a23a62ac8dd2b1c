#pragma once

#include <stddef.h>

void* memccpy(void* restrict to, const void* restrict from, int stop, size_t count);
void* memchr(const void* memory, int byte, size_t count);
void* memrchr(const void* memory, int byte, size_t count);
void* rawmemchr(const void* memory, int byte);
int memcmp(const void* a, const void* b, size_t count);
void* memcpy(void* restrict to, const void* restrict from, size_t count);
void* mempcpy(void* restrict to, const void* restrict from, size_t count);
void* memmove(void* to, const void* from, size_t count);
void* memset(void* memory, int byte, size_t count);
void* memmem(const void* haystack, size_t haystack_size, const void* needle, size_t needle_size);
void explicit_bzero(void* memory, size_t count);

char* strcpy(char* restrict to, const char* restrict from);
char* strncpy(char* restrict to, const char* restrict from, size_t count);
char* stpcpy(char* restrict to, const char* restrict from);
char* stpncpy(char* restrict to, const char* restrict from, size_t count);
size_t strlcpy(char* restrict to, const char* restrict from, size_t size);
char* strcat(char* restrict to, const char* restrict from);
char* strncat(char* restrict to, const char* restrict from, size_t count);
size_t strlcat(char* restrict to, const char* restrict from, size_t size);
int strcmp(const char* a, const char* b);
int strncmp(const char* a, const char* b, size_t count);
int strcoll(const char* a, const char* b);
size_t strxfrm(char* restrict to, const char* restrict from, size_t size);
size_t strlen(const char* text);
size_t strnlen(const char* text, size_t limit);

char* strchr(const char* text, int c);
char* strchrnul(const char* text, int c);
char* strrchr(const char* text, int c);
size_t strspn(const char* text, const char* accept);
size_t strcspn(const char* text, const char* reject);
char* strpbrk(const char* text, const char* accept);
char* strstr(const char* haystack, const char* needle);
char* strcasestr(const char* haystack, const char* needle);
char* strtok(char* restrict text, const char* restrict separators);
char* strtok_r(char* restrict text, const char* restrict separators, char** restrict rest);
char* strsep(char** restrict rest, const char* restrict separators);

char* strdup(const char* text);
char* strndup(const char* text, size_t limit);
char* strerror(int number);

#include <strings.h>
