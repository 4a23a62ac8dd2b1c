#include "scan.h"

#include <stdio.h>

static int next(ScanSource* source) { return fgetc((FILE*)source->context); }
static void back(ScanSource* source, int c) { ungetc(c, (FILE*)source->context); }

int vfscanf(FILE* restrict stream, const char* restrict format, va_list arguments) {
    ScanSource source = {next, back, stream, 0};
    return __scan(&source, format, arguments);
}

int vscanf(const char* restrict format, va_list arguments) { return vfscanf(stdin, format, arguments); }
