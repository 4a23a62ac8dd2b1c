#include <math.h>

#include "../float/binary128.h"
#include "../float/binary64.h"

// x·y + z with 128 bits, which hold the whole product; what is shifted out of the smaller number is sticky. The result
// is not rounded yet: its leading one is at bit 126.
static Wide sum_of_product(double x, double y, double z, uint64_t* sign, int* exponent) {
    Bits a, b, c;
    const Bits x_bits = to_bits(x), y_bits = to_bits(y), z_bits = to_bits(z);
    int product_exponent =
        unpack(magnitude_of(x_bits), &a) + unpack(magnitude_of(y_bits), &b) - EXPONENT_BIAS;
    Wide product;
    product.high = wide_product(a << 1, b << 1, &product.low);
    // The product's leading one is at bit 127 or 126: room for a carry.
    const uint64_t sticky = product.low & 1;
    product = (Wide){product.high >> 1, product.high << 63 | product.low >> 1 | sticky};
    product_exponent++;
    *sign = (x_bits ^ y_bits) & SIGN_BIT;
    *exponent = product_exponent;
    if (magnitude_of(z_bits) == 0) return product;

    const int addend_exponent = unpack(magnitude_of(z_bits), &c);
    Wide addend = {c, 0};
    const int distance = product_exponent - addend_exponent;
    if (distance > 0) {
        addend = __wide_shift_right_sticky(addend, distance);
    } else {
        product = __wide_shift_right_sticky(product, -distance);
        *exponent = addend_exponent;
    }
    if (*sign == (z_bits & SIGN_BIT)) return wide_add(product, addend);
    if (!wide_below(product, addend)) return wide_subtract(product, addend);
    *sign = z_bits & SIGN_BIT;
    return wide_subtract(addend, product);
}

static int is_plain(double x) { return __builtin_isfinite(x) && x != 0; }

double fma(double x, double y, double z) {
    if (__builtin_isfinite(x) && __builtin_isfinite(y) && !__builtin_isfinite(z)) return z;
    // With a zero, an infinity or a NaN there is nothing to lose in two steps.
    if (!is_plain(x) || !is_plain(y) || !__builtin_isfinite(z)) return x * y + z;
    uint64_t sign;
    int exponent;
    Wide sum = sum_of_product(x, y, z, &sign, &exponent);
    if (wide_is_zero(sum)) return 0;
    const int shift = __wide_leading_zeros(sum) - 1;
    sum = shift < 0 ? __wide_shift_right_sticky(sum, 1) : __wide_shift_left(sum, shift);
    return round_and_pack(sign, exponent - shift, sum.high | (sum.low != 0));
}

float fmaf(float x, float y, float z) {
    // The product is exact in double. The sum is rounded to odd, so that the second rounding sees what was lost.
    const double product = (double)x * y;
    double sum = product + z;
    const Bits bits = to_bits(sum);
    if (!is_plain(sum) || !is_plain(product) || z == 0) return (float)sum;
    const double seen = sum - product;
    const double lost = (product - (sum - seen)) + (z - seen);
    if (lost != 0 && !(bits & 1)) sum = from_bits((lost > 0) == (sum > 0) ? bits + 1 : bits - 1);
    return (float)sum;
}
