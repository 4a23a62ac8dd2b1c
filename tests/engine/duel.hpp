// The two engines against each other: each gets a machine made from the same recipe, and after every step both must have
// stopped for the same reason with machines that are equal in every member; at the end all copies kept on the way as well.
#pragma once

#include <optional>
#include <string>

#include "tests/engine/recipe.hpp"

namespace ringside::machine::test {

class Coverage;

// What the reference engine did, for those who count.
struct DuelCounts {
    std::uint64_t ticks = 0, runs = 0;
};

// Where the engines differ: step, member, both values. Nothing if they agree.
std::optional<std::string> duel(const Recipe& recipe, Coverage* coverage = nullptr,
                                DuelCounts* counts = nullptr);

}  // namespace ringside::machine::test
