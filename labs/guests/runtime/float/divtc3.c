long double _Complex __divtc3(long double a, long double b, long double c, long double d);

// (a + bi) / (c + di) by Smith's method: scaled by the larger part of the divisor, so that nothing overflows early.
long double _Complex __divtc3(long double a, long double b, long double c, long double d) {
    long double real, imaginary;
    if (__builtin_fabsl(c) < __builtin_fabsl(d)) {
        const long double ratio = c / d;
        const long double scale = c * ratio + d;
        real = (a * ratio + b) / scale;
        imaginary = (b * ratio - a) / scale;
    } else {
        const long double ratio = d / c;
        const long double scale = d * ratio + c;
        real = (b * ratio + a) / scale;
        imaginary = (b - a * ratio) / scale;
    }
    long double _Complex quotient;
    __real__ quotient = real;
    __imag__ quotient = imaginary;
    return quotient;
}
