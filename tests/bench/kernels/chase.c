// chase: pointer chasing with random stores over 8 MiB. Nearly every access misses a TLB of 64 entries.
enum { words = 2 * 1024 * 1024, hops = 1500000 };
static unsigned memory[words];

unsigned KERNEL(void) {
    unsigned seed = 12345, at = 1;
    for (unsigned i = 0; i < words; ++i) memory[i] = i * 2654435761u;
    for (unsigned hop = 0; hop < hops; ++hop) {
        seed = seed * 1664525u + 1013904223u;
        at = (memory[at] + seed) % words;
        memory[seed >> 11] = at;
    }
    return at;
}
