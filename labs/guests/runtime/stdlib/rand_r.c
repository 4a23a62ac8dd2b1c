#include <stdlib.h>

// Three steps of a linear congruential generator give 31 bits; the same as Linux's C library.
int rand_r(unsigned* seed) {
    static const unsigned char bits[] = {11, 10, 10};
    unsigned state = *seed, result = 0;
    for (int part = 0; part < 3; part++) {
        state = state * 1103515245u + 12345u;
        result = result << bits[part] | (state >> 16 & ((1u << bits[part]) - 1));
    }
    *seed = state;
    return (int)result;
}
