// The two engines, step by step against each other on random machines; and the means to do so.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/engine/coverage.hpp"
#include "tests/engine/duel.hpp"
#include "tests/engine/generate.hpp"
#include "tests/engine/shrink.hpp"

namespace ringside::machine::test {
namespace {

void agree(std::uint64_t from, std::uint64_t count, Coverage& coverage) {
    for (std::uint64_t seed = from; seed < from + count; ++seed) {
        INFO("seed " << seed << "; `ringside-fuzz-engines --from " << seed << " --cases 1` shrinks it");
        const auto wrong = duel(generate(seed), &coverage);
        INFO(wrong.value_or(""));
        CHECK_FALSE(wrong);
    }
}

std::string read(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("the engines agree on random machines, in every member after every slice") {
    Coverage coverage;
    agree(1'000'000, 3000, coverage);
    const Coverage::Sum sum = coverage.sum();
    CHECK(sum.impossible == 0);
    CHECK(sum.reached * 100 > sum.reachable * 97);
}

TEST_CASE("random machines reach every instruction in every ring with every outcome it can have", "[long]") {
    Coverage coverage;
    agree(2'000'000, 15000, coverage);
    const Coverage::Sum sum = coverage.sum();
    INFO(sum.missing);
    CHECK(sum.impossible == 0);
    CHECK(sum.reached == sum.reachable);
}

TEST_CASE("cases on which the engines once differed stay mended") {
    int files = 0;
    for (const auto& file : std::filesystem::directory_iterator(RINGSIDE_SOURCE_DIR "/tests/engine/corpus")) {
        INFO(file.path().filename().string());
        std::string error;
        const auto recipe = Recipe::parse(read(file.path()), error);
        INFO(error);
        REQUIRE(recipe);
        const auto wrong = duel(*recipe);
        INFO(wrong.value_or(""));
        CHECK_FALSE(wrong);
        ++files;
    }
    CHECK(files >= 3);
}

TEST_CASE("a recipe survives being written as text") {
    for (std::uint64_t seed = 1; seed < 40; ++seed) {
        const Recipe recipe = generate(seed);
        std::string error;
        const auto back = Recipe::parse(recipe.text(), error);
        INFO(error);
        REQUIRE(back);
        CHECK(back->machine() == recipe.machine());
        CHECK(back->text() == recipe.text());
        CHECK(back->steps.size() == recipe.steps.size());
    }
    std::string error;
    CHECK_FALSE(Recipe::parse("hart\nat 1000\n", error));
    CHECK(error == "line 2: cannot make sense of `at 1000`");
    CHECK_FALSE(Recipe::parse("locked # and nothing else\n", error));
    CHECK(error == "no hart is given; add a line `hart`");
}

TEST_CASE("a failing recipe is shrunk to what makes it fail") {
    const Recipe recipe = generate(3);
    const Recipe::Word needed = recipe.words[recipe.words.size() / 3];
    const Recipe small = shrink(recipe, [&](const Recipe& r) {
        U ticks = 0;
        for (const Recipe::Step& s : r.steps) ticks = std::max(ticks, s.ticks);
        return ticks >= 3 && r.harts[0].registers.x[s0] != 0 &&
               std::any_of(r.words.begin(), r.words.end(),
                           [&](const Recipe::Word& w) { return w.address == needed.address; });
    });
    REQUIRE(small.words.size() == 1);
    CHECK(small.words[0].address == needed.address);
    REQUIRE(small.steps.size() == 1);
    CHECK(small.steps[0].ticks == 3);
    CHECK(small.harts.size() == 1);
    CHECK(small.harts[0].registers.x[s0] == recipe.harts[0].registers.x[s0]);
    CHECK(small.harts[0].registers.x[a5] == 0);
}

}  // namespace ringside::machine::test
