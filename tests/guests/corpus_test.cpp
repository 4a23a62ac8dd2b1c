// C programs on Tetra: the corpus at every level of optimization against its recorded output; random programs; the
// runtime against the host's own library. csmith/run.sh, corpus/check.sh and native/run.sh can be run by a person too.
#include <catch2/catch.hpp>

#include <atomic>
#include <cstdlib>
#include <string>

#include "tests/guests/levels.hpp"

using namespace ringside;
using namespace ringside::guests;

namespace {

const std::string gcc = "riscv64-unknown-elf-gcc";

void check_none(const std::vector<std::string>& sentences) {
    for (const std::string& s : sentences) FAIL_CHECK(s);
    CHECK(sentences.empty());
}

// A level for each program, so that a test that runs each once has all of them.
std::string level_in_turn(std::size_t i) { return levels[i % std::size(levels)]; }

// Every program at this level on bare metal, by the fast engine.
void check_level(const std::string& level) {
    if (!installed(gcc)) return;
    const auto programs = corpus();
    CHECK(programs.size() >= 60);
    check_none(in_parallel(programs.size(), [&](std::size_t i) {
        const CProgram& p = programs[i];
        return difference(p.name + " " + level, shown_by(p, level, options_for(p)), p.expected);
    }));
}

void run_script(const std::string& script, std::initializer_list<const char*> tools) {
    for (const char* tool : tools)
        if (!installed(tool)) return;
    CHECK(std::system((RINGSIDE_SOURCE_DIR "/tests/guests/" + script).c_str()) == 0);
}

}  // namespace

TEST_CASE("every C program of the corpus does what is recorded, compiled with -O0") { check_level("-O0"); }
TEST_CASE("every C program of the corpus does what is recorded, compiled with -O1") { check_level("-O1"); }
TEST_CASE("every C program of the corpus does what is recorded, compiled with -O2") { check_level("-O2"); }
TEST_CASE("every C program of the corpus does what is recorded, compiled with -O3") { check_level("-O3"); }
TEST_CASE("every C program of the corpus does what is recorded, compiled with -Os") { check_level("-Os"); }

TEST_CASE("sections of their own, debug lines and common symbols change nothing that a C program does") {
    if (!installed(gcc)) return;
    const auto programs = corpus();
    check_none(in_parallel(programs.size() / 4, [&](std::size_t i) {
        CProgram p = programs[i * 4];
        p.flags += " -g -ffunction-sections -fdata-sections -fcommon";
        return difference(p.name, shown_by(p, level_in_turn(i), options_for(p)), p.expected);
    }));
}

TEST_CASE("with paging on, in pages of 4 KiB, a C program does what it does without") {
    if (!installed(gcc)) return;
    const auto programs = corpus();
    check_none(in_parallel(programs.size(), [&](std::size_t i) {
        const CProgram& p = programs[i];
        return difference(p.name, shown_by(p, level_in_turn(i), options_for(p), true), p.expected);
    }));
}

TEST_CASE("a C program does in a virtual machine what it does on bare metal") {
    if (!installed(gcc)) return;
    const auto programs = corpus();
    check_none(in_parallel(programs.size(), [&](std::size_t i) {
        const CProgram& p = programs[i];
        scripts::RunOptions options = options_for(p);
        options.vm = true;
        return difference(p.name, shown_by(p, level_in_turn(i), options), p.expected);
    }));
}

namespace {

// Both engines bring the program to the same end, if that takes at most `most` steps.
std::optional<std::string> two_engines(const CProgram& p, const std::string& level, bool paged,
                                       std::uint64_t most, std::atomic<unsigned>& compared) {
    const auto program = compile(p, level);
    if (!program) return p.name + ": " + program.error;
    const scripts::RunOptions options = options_for(p);
    const Ended fast = run(*program, options, paged);
    if (fast.world.hosts[0].machine.steps > most) return std::nullopt;
    const Ended reference = run(*program, options, paged, world::EngineKind::reference);
    ++compared;
    if (auto d = difference(p.name + " " + level + " by the reference engine", reference.shown, p.expected))
        return d;
    if (fast.world == reference.world) return std::nullopt;
    return p.name + " " + level + (paged ? ", paged" : "") + ": the engines end in different states";
}

void check_engines(std::uint64_t most, std::size_t least, bool every_level) {
    if (!installed(gcc)) return;
    const auto programs = corpus();
    std::atomic<unsigned> compared{0};
    const std::size_t times = every_level ? std::size(levels) : 1;
    check_none(in_parallel(programs.size() * times, [&](std::size_t i) {
        const std::size_t which = i / times;
        return two_engines(programs[which], level_in_turn(every_level ? i : which), which % 2 == 1, most,
                           compared);
    }));
    CHECK(compared >= least * times);
}

}  // namespace

TEST_CASE("both engines bring a C program to the same end, to the last bit and cycle") {
    check_engines(1'500'000, 40, false);
}

TEST_CASE("both engines bring every C program at every level to the same end", "[long]") {
    check_engines(400'000'000, 80, true);
}

TEST_CASE("500 random C programs do on Tetra what they do elsewhere", "[long]") {
    run_script("csmith/run.sh '" RINGSIDE_BINARY_DIR "/ringside-headless' '" RINGSIDE_BINARY_DIR
               "/guests/runtime' 500",
               {"riscv64-unknown-elf-gcc", "csmith", "qemu-riscv32"});
}

TEST_CASE("the corpus does under qemu-riscv32 and on the host what is recorded", "[long]") {
    run_script("corpus/check.sh", {"riscv64-unknown-elf-gcc", "qemu-riscv32", "gcc"});
}

TEST_CASE("the runtime's arithmetic and library agree with the host's") {
    run_script("native/run.sh 20000 '" RINGSIDE_BINARY_DIR "/native-checks'", {"gcc", "objcopy"});
}

TEST_CASE("the runtime's arithmetic and library agree with the host's, a million times", "[long]") {
    run_script("native/run.sh 1000000 '" RINGSIDE_BINARY_DIR "/native-checks-long'", {"gcc", "objcopy"});
}
