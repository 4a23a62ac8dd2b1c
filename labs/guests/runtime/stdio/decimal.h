// The exact decimal expansion of a binary number. Every such number has one that ends.
#pragma once

#include "format.h"

// Digits 0.d0d1d2… · 10^point, d0 not zero; zero has no digits.
typedef struct {
    char* digits;  // '0' to '9'
    int count;
    int point;
} Decimal;

// How many characters of room the expansion needs.
int __decimal_room(const FormatReal* real);
Decimal __decimal_expand(const FormatReal* real, char* room);
// Keeps that many digits (none if not positive), rounding to nearest, ties to even.
void __decimal_round(Decimal* decimal, int keep);
