// C programs on Tetra: the corpus against its recorded output, the runtime against the host's own library. The work is
// done by scripts that a person can run as well; each prints what differed.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace {

constexpr const char* guests = RINGSIDE_SOURCE_DIR "/tests/guests/";

bool installed(const std::string& tool) {
    return std::system(("command -v " + tool + " >/dev/null 2>&1").c_str()) == 0;
}

// Runs a script below tests/guests, unless a tool that it needs is missing.
void run(const std::string& script, std::initializer_list<const char*> tools) {
    for (const char* tool : tools)
        if (!installed(tool)) {
            WARN("skipped: " << tool << " is not installed; ./dev test installs it");
            return;
        }
    CHECK(std::system((guests + script).c_str()) == 0);
}

std::string on_tetra() {
    return "corpus/check.sh --tetra '" RINGSIDE_BINARY_DIR "/ringside-headless' '" RINGSIDE_BINARY_DIR
           "/guests/runtime'";
}

}  // namespace

TEST_CASE("a C program does on Tetra what it does elsewhere, whatever the level of optimization") {
    run(on_tetra() + " --one-level", {"riscv64-unknown-elf-gcc"});
}

TEST_CASE("every C program of the corpus does on Tetra what it does elsewhere, at every level", "[long]") {
    run(on_tetra(), {"riscv64-unknown-elf-gcc"});
}

TEST_CASE("the corpus does under qemu-riscv32 and on the host what is recorded", "[long]") {
    run("corpus/check.sh", {"riscv64-unknown-elf-gcc", "qemu-riscv32", "gcc"});
}

TEST_CASE("the runtime's arithmetic and library agree with the host's") {
    run("native/run.sh 20000 '" RINGSIDE_BINARY_DIR "/native-checks'", {"gcc", "objcopy"});
}

TEST_CASE("the runtime's arithmetic and library agree with the host's, a million times", "[long]") {
    run("native/run.sh 1000000 '" RINGSIDE_BINARY_DIR "/native-checks-long'", {"gcc", "objcopy"});
}
