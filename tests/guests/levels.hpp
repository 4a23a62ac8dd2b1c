// C programs on Tetra in one process: compiled by the RISC-V compiler, assembled, linked with the runtime and run.
//
//   for (const CProgram& p : corpus())
//       CHECK(ran(compile(p, "-O2"), {}) == p.expected);
//
// The compiler's output is kept in compiled/ of the build folder under a hash of everything it depends on, so an
// unchanged program is compiled once. All of this may be called from several threads; Catch2's macros may not.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scripts/program.hpp"
#include "scripts/run/run.hpp"

namespace ringside::guests {

// What a run shows, or why there was none.
struct Shown {
    int exit_code = -1;
    std::string console;
    std::string errors;  // what `ringside run` says on standard error; a compiler's or linker's messages
    bool operator==(const Shown& o) const { return exit_code == o.exit_code && console == o.console; }
};

struct CProgram {
    std::string name;
    std::vector<std::string> sources;  // paths of .c files
    std::string flags;                 // for the compiler, besides the level
    std::optional<std::string> input;
    std::optional<std::uint32_t> text_base;  // --text-base
    Shown expected;
};

inline constexpr const char* levels[] = {"-O0", "-O1", "-O2", "-O3", "-Os"};

// tests/guests/corpus, as its check.sh describes it.
std::vector<CProgram> corpus();

// A program of one text; it is written to the build folder.
CProgram program_of(const std::string& name, const std::string& text, const std::string& flags = "");

// The program with the runtime; without it if the program brings its own _start.
scripts::Result<scripts::Program> compile(const CProgram& program, const std::string& level);

// The same from assembly, without the runtime.
scripts::Result<scripts::Program> assemble_alone(const std::string& name, const std::string& text);

// The world as `ringside run` makes it; paged: every page is mapped onto itself by 4 KiB entries, bare metal only.
world::World world_for(const scripts::Program& program, const scripts::RunOptions& options, bool paged);

struct Ended {
    Shown shown;
    world::World world;
};
Ended run(const scripts::Program& program, const scripts::RunOptions& options, bool paged = false,
          world::EngineKind engine = world::EngineKind::fast);

// Options for a program: its input, and a limit that no program of the corpus reaches.
scripts::RunOptions options_for(const CProgram& program);

// Compiles and runs; a failure is a Shown that says so.
Shown shown_by(const CProgram& program, const std::string& level, const scripts::RunOptions& options,
               bool paged = false);

// A sentence with the first difference, or nothing.
std::optional<std::string> difference(const std::string& name, const Shown& shown, const Shown& expected);

// Calls work(i) for i below count on two threads; gives the sentences, in order of i.
std::vector<std::string> in_parallel(std::size_t count,
                                     const std::function<std::optional<std::string>(std::size_t)>& work);

// Is this program installed? If not, says so on standard error: the test that asks is left out.
bool installed(const std::string& tool);

}  // namespace ringside::guests
