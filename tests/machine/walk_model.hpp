// A second opinion on the page walk, written from the words of isa/pte.hpp over nothing but numbers.
#pragma once

#include "tests/machine/rig.hpp"

namespace ringside::machine::test::walk_model {

// The bits of an entry, named anew.
constexpr U V = 1, R = 2, W = 4, X = 8, A = 16, D = 32, L = 128, reserved_bit = 2048;

struct Outcome {
    U why = 0;  // third digit of CAUSE, 0: allowed
    bool leaf_is_large = false;
    U leaf = 0;  // as it must be in memory afterwards
    int references = 0;
};

inline Outcome model(U directory, U entry, Access access, unsigned ring) {
    Outcome o;
    o.references = 1;
    if (!(directory & V)) return o.why = 1, o;
    if (directory & reserved_bit) return o.why = 5, o;
    o.leaf_is_large = directory & L;
    if (o.leaf_is_large) {
        if (directory >> 12 & 1023) return o.why = 5, o;
        o.leaf = directory;
    } else {
        o.references = 2;
        if (!(entry & V)) return o.why = 2, o;
        if (entry & reserved_bit) return o.why = 5, o;
        o.leaf = entry;
    }
    if (ring > (o.leaf >> 8) % 4) return o.why = 4, o;
    bool right = false;
    switch (access) {
    case Access::fetch: right = o.leaf & X; break;
    case Access::load: right = o.leaf & R; break;
    case Access::store: right = o.leaf & W; break;
    case Access::update: right = (o.leaf & R) && (o.leaf & W); break;
    }
    if (!right) return o.why = 3, o;
    o.leaf |= A;
    if (access == Access::store || access == Access::update) o.leaf |= D;
    return o;
}

}  // namespace ringside::machine::test::walk_model
