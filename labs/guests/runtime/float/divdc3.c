double _Complex __divdc3(double a, double b, double c, double d);

// (a + bi) / (c + di) by Smith's method: scaled by the larger part of the divisor, so that nothing overflows early.
double _Complex __divdc3(double a, double b, double c, double d) {
    double real, imaginary;
    if (__builtin_fabs(c) < __builtin_fabs(d)) {
        const double ratio = c / d;
        const double scale = c * ratio + d;
        real = (a * ratio + b) / scale;
        imaginary = (b * ratio - a) / scale;
    } else {
        const double ratio = d / c;
        const double scale = d * ratio + c;
        real = (b * ratio + a) / scale;
        imaginary = (b - a * ratio) / scale;
    }
    double _Complex quotient;
    __real__ quotient = real;
    __imag__ quotient = imaginary;
    return quotient;
}
