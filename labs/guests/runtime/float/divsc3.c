float _Complex __divsc3(float a, float b, float c, float d);

// (a + bi) / (c + di) by Smith's method: scaled by the larger part of the divisor, so that nothing overflows early.
float _Complex __divsc3(float a, float b, float c, float d) {
    float real, imaginary;
    if (__builtin_fabsf(c) < __builtin_fabsf(d)) {
        const float ratio = c / d;
        const float scale = c * ratio + d;
        real = (a * ratio + b) / scale;
        imaginary = (b * ratio - a) / scale;
    } else {
        const float ratio = d / c;
        const float scale = d * ratio + c;
        real = (b * ratio + a) / scale;
        imaginary = (b - a * ratio) / scale;
    }
    float _Complex quotient;
    __real__ quotient = real;
    __imag__ quotient = imaginary;
    return quotient;
}
