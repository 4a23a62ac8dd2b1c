// The inside of the scanf family.
#pragma once

#include <stdarg.h>

// Where the characters come from. `next` gives one or EOF; `back` takes the last one again.
typedef struct ScanSource {
    int (*next)(struct ScanSource* source);
    void (*back)(struct ScanSource* source, int c);
    const void* context;
    int taken;  // characters so far
} ScanSource;

int __scan(ScanSource* source, const char* format, va_list arguments);
