// A set of characters, one bit each.
#pragma once

typedef struct {
    unsigned bits[8];
} ByteSet;

static inline void byte_set_add(ByteSet* set, unsigned char byte) { set->bits[byte / 32] |= 1u << byte % 32; }
static inline int byte_set_has(const ByteSet* set, unsigned char byte) {
    return set->bits[byte / 32] >> byte % 32 & 1;
}

static inline ByteSet byte_set_of(const char* text) {
    ByteSet set = {{0}};
    for (; *text; text++) byte_set_add(&set, (unsigned char)*text);
    return set;
}
