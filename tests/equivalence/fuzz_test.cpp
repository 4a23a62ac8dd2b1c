#include <catch2/catch.hpp>
#include <cstdlib>
#include <iostream>

#include "tests/equivalence/fuzz_guest.hpp"

using namespace ringside;

namespace {

struct Tally {
    std::size_t guests = 0, entries = 0, cut = 0, ended = 0, exits = 0;
};

// Stops at the first failure, and shrinks it.
Tally run(std::uint64_t from, std::uint64_t count) {
    Tally t;
    for (std::uint64_t seed = from; seed < from + count; ++seed) {
        const fuzz::Case c = fuzz::generate(seed);
        const fuzz::Verdict v = fuzz::judge(c);
        ++t.guests;
        t.entries += v.entries;
        t.cut += v.cut;
        t.ended += v.ended;
        t.exits += v.exits;
        if (v.failed()) {
            FAIL_CHECK(fuzz::report(fuzz::shrink(c)));
            return t;
        }
    }
    return t;
}

std::uint64_t number(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 0) : otherwise;
}

}  // namespace

TEST_CASE("random guests leave the same trace on bare metal and in a VM", "[fuzz]") {
    const Tally t = run(number("RINGSIDE_FUZZ_SEED", 1), number("RINGSIDE_FUZZ_COUNT", 300));
    CAPTURE(t.guests, t.entries, t.cut, t.ended, t.exits);
    if (std::getenv("RINGSIDE_FUZZ_COUNT"))
        std::cout << t.guests << " guests, " << t.entries << " entries compared, " << t.cut << " cut, " << t.ended << " ended, " << t.exits << " exits\n";
    CHECK(t.entries > 100 * t.guests);
}
