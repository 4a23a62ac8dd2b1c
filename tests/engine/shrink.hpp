// Makes a failing case small: fewer steps, harts, words and registers, as long as the engines still differ.
#pragma once

#include <functional>

#include "tests/engine/recipe.hpp"

namespace ringside::machine::test {

// `fails` says whether a recipe still shows the difference. At most `tries` of it are made.
Recipe shrink(Recipe recipe, const std::function<bool(const Recipe&)>& fails, int tries = 4000);

}  // namespace ringside::machine::test
