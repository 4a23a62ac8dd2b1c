// sieve: the sieve of Eratosthenes over one bit of state per byte. Stores with a growing stride.
enum { limit = 200000, rounds = 12 };
static unsigned char composite[limit];

unsigned KERNEL(void) {
    unsigned primes = 0;
    for (unsigned round = 0; round < rounds; ++round) {
        for (unsigned i = 0; i < limit; ++i) composite[i] = 0;
        primes = 0;
        for (unsigned i = 2; i < limit; ++i) {
            if (composite[i]) continue;
            ++primes;
            for (unsigned j = 2 * i; j < limit; j += i) composite[j] = 1;
        }
    }
    return primes;
}
