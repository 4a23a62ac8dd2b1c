// Random guests, run on bare metal and in a VM, compared event by event in locked time (tests/support/compare.hpp).
//
//   fuzz::Case c = fuzz::generate(seed);
//   fuzz::Verdict v = fuzz::judge(c);
//   if (!v.difference.empty()) std::cout << fuzz::report(fuzz::shrink(c));
//
// A guest has a fixed boot and trap handler, which keeps it alive (skips what traps, sets the timer anew, jumps elsewhere,
// changes rings and address spaces), random page tables, and blocks of random code biased to what a monitor must get right:
// sensitive and privileged instructions, page-table changes, atomics, accesses to odd places, self-modifying code.
// A guest that uses a translation which it has changed without invalidating it is compared up to that point only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/worlds.hpp"

namespace ringside::fuzz {

using test::U;

// Words at a guest-physical address. Those that a failing case may lose are `free`: code becomes a nop, data zero.
struct Piece {
    U address = 0;
    std::vector<U> words;
    bool code = false, free = false;
};

struct Case {
    std::uint64_t seed = 0;
    test::Shape shape;
    test::Under under;
    U entry = 0;
    std::vector<Piece> pieces;
    std::uint64_t ticks = 0;
};

// What kind of guests.
struct Taste {
    bool wild = false;  // no care for anything: for the neighbour of a well-behaved guest
};

Case generate(std::uint64_t seed, const Taste& taste = {});
machine::BootImage image_of(const Case& c);

struct Verdict {
    std::string difference;     // empty: the guests are the same
    std::string broken;         // an invariant of the host
    std::size_t entries = 0;    // of the trace, compared
    bool cut = false;           // the guest broke the flush rules, and was compared up to there
    bool ended = false;         // it ended by itself
    std::uint64_t exits = 0;
    [[nodiscard]] bool failed() const { return !difference.empty() || !broken.empty(); }
};
Verdict judge(const Case& c);

// The same failure with as little as possible left.
Case shrink(const Case& c);
// What a person needs to see of a failing case.
std::string report(const Case& c);

}  // namespace ringside::fuzz
