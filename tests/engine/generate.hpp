// Random machines for the engines to disagree about.
//
//   Recipe r = generate(7);       // the same for ever, on every host
//
// One to four harts in all four rings run clusters of random instructions at the beginnings and ends of four pages, so that
// jumps and straight lines cross pages. Pointers in registers lead loads and stores to data, to the running code, to
// the page tables and to devices; the handler skips what trapped, changes rings on a system call, serves interrupts.
#pragma once

#include "tests/engine/recipe.hpp"

namespace ringside::machine::test {

Recipe generate(std::uint64_t seed);

}  // namespace ringside::machine::test
