// What gcc calls under -ftrapv: arithmetic that aborts on overflow.
#pragma once

#include <stdint.h>
#include <stdlib.h>

int32_t __addvsi3(int32_t a, int32_t b);
int32_t __subvsi3(int32_t a, int32_t b);
int32_t __mulvsi3(int32_t a, int32_t b);
int32_t __negvsi2(int32_t a);
int32_t __absvsi2(int32_t a);
int64_t __addvdi3(int64_t a, int64_t b);
int64_t __subvdi3(int64_t a, int64_t b);
int64_t __mulvdi3(int64_t a, int64_t b);
int64_t __negvdi2(int64_t a);
int64_t __absvdi2(int64_t a);
