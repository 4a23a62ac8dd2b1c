#include "scan.h"

#include <stdio.h>

static int next(ScanSource* source) {
    const char* at = source->context;
    if (!*at) return EOF;
    source->context = at + 1;
    return (unsigned char)*at;
}

static void back(ScanSource* source, int c) {
    (void)c;
    source->context = (const char*)source->context - 1;
}

int vsscanf(const char* restrict text, const char* restrict format, va_list arguments) {
    ScanSource source = {next, back, text, 0};
    return __scan(&source, format, arguments);
}
