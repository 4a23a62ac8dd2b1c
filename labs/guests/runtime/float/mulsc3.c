float _Complex __mulsc3(float a, float b, float c, float d);

// (a + bi)(c + di). A product that is NaN in both parts although an operand is infinite is mended as C's annex G says.
float _Complex __mulsc3(float a, float b, float c, float d) {
    float real = a * c - b * d;
    float imaginary = a * d + b * c;
    if (__builtin_isnan(real) && __builtin_isnan(imaginary)) {
        int recompute = 0;
        if (__builtin_isinf(a) || __builtin_isinf(b)) {  // box the infinity, quieten NaNs in the other factor
            a = __builtin_copysignf(__builtin_isinf(a) ? 1 : 0, a);
            b = __builtin_copysignf(__builtin_isinf(b) ? 1 : 0, b);
            c = __builtin_isnan(c) ? __builtin_copysignf(0, c) : c;
            d = __builtin_isnan(d) ? __builtin_copysignf(0, d) : d;
            recompute = 1;
        }
        if (__builtin_isinf(c) || __builtin_isinf(d)) {
            c = __builtin_copysignf(__builtin_isinf(c) ? 1 : 0, c);
            d = __builtin_copysignf(__builtin_isinf(d) ? 1 : 0, d);
            a = __builtin_isnan(a) ? __builtin_copysignf(0, a) : a;
            b = __builtin_isnan(b) ? __builtin_copysignf(0, b) : b;
            recompute = 1;
        }
        if (recompute) {
            real = __builtin_inff() * (a * c - b * d);
            imaginary = __builtin_inff() * (a * d + b * c);
        }
    }
    float _Complex product;
    __real__ product = real;
    __imag__ product = imaginary;
    return product;
}
