// ringside-fuzz-engines: the two engines against each other on random machines, for as long as one likes.
//
//   ringside-fuzz-engines --seconds 600          # random seeds from 1 on; counts, coverage, and cases that fail
//   ringside-fuzz-engines --from 1000 --cases 50000 --table --missing
//   ringside-fuzz-engines --keep DIR             # shrunk failing cases go there as text
//   ringside-fuzz-engines --quick                # says only how many cases it took to find the first difference
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "tests/engine/coverage.hpp"
#include "tests/engine/duel.hpp"
#include "tests/engine/generate.hpp"
#include "tests/engine/shrink.hpp"

using namespace ringside::machine::test;

namespace {

struct Options {
    double seconds = 1e9;
    std::uint64_t from = 1, cases = ~std::uint64_t{0};
    int failures = 5;
    bool table = false, missing = false, quick = false, count = true;
    std::string keep;
};

int usage() {
    std::fputs("usage: ringside-fuzz-engines [--seconds N] [--from SEED] [--cases N] [--failures N] "
               "[--table] [--missing] "
               "[--quick] [--no-count] [--keep DIR]\n",
               stderr);
    return 2;
}

void report(const Options& o, std::uint64_t seed, const Recipe& recipe, const std::string& wrong) {
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), wrong.c_str());
    std::fflush(stdout);
    const Recipe small = shrink(recipe, [](const Recipe& r) { return duel(r).has_value(); });
    const std::string text =
        "# found with seed " + std::to_string(seed) + ": " + *duel(small) + "\n" + small.text();
    std::printf("shrunk to %zu words, %zu steps, %zu harts\n", small.words.size(), small.steps.size(),
                small.harts.size());
    if (o.keep.empty())
        std::fputs(text.c_str(), stdout);
    else
        std::ofstream(o.keep + "/seed" + std::to_string(seed) + ".txt") << text;
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    Options o;
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        const bool more = i + 1 < argc;
        if (a == "--table")
            o.table = true;
        else if (a == "--missing")
            o.missing = true;
        else if (a == "--quick")
            o.quick = true;
        else if (a == "--no-count")
            o.count = false;
        else if (a == "--seconds" && more)
            o.seconds = std::atof(argv[++i]);
        else if (a == "--from" && more)
            o.from = std::strtoull(argv[++i], nullptr, 10);
        else if (a == "--cases" && more)
            o.cases = std::strtoull(argv[++i], nullptr, 10);
        else if (a == "--failures" && more)
            o.failures = std::atoi(argv[++i]);
        else if (a == "--keep" && more)
            o.keep = argv[++i];
        else
            return usage();
    }

    Coverage coverage;
    std::uint64_t done = 0, ticks = 0, runs = 0;
    int failures = 0;
    const auto start = std::chrono::steady_clock::now();
    const auto elapsed = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    for (; done < o.cases && elapsed() < o.seconds && failures < o.failures; ++done) {
        const std::uint64_t seed = o.from + done;
        const Recipe recipe = generate(seed);
        DuelCounts counts;
        const auto wrong = duel(recipe, o.count ? &coverage : nullptr, &counts);
        ticks += counts.ticks;
        runs += counts.runs;
        if (!wrong) continue;
        ++failures;
        if (o.quick) {
            std::printf("found in case %llu, %.1f s: %s\n", static_cast<unsigned long long>(done + 1),
                        elapsed(), wrong->c_str());
            return 1;
        }
        report(o, seed, recipe, *wrong);
    }
    const Coverage::Sum sum = coverage.sum();
    std::printf("%llu cases, %llu boundaries, %llu runs, %.0f s, %d failures\n",
                static_cast<unsigned long long>(done), static_cast<unsigned long long>(ticks),
                static_cast<unsigned long long>(runs), elapsed(), failures);
    if (o.count)
        std::printf("coverage: %d of %d reachable cells, %d impossible ones\n", sum.reached, sum.reachable,
                    sum.impossible);
    if (o.table) std::fputs(coverage.table().c_str(), stdout);
    if (o.missing) std::fputs(sum.missing.c_str(), stdout);
    return failures != 0;
}
