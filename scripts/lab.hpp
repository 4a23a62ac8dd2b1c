// A lab folder: what students read, edit and see.
//
//   Result<Lab> lab = load_lab("labs/01-popek-goldberg");
//   lab->title, lab->handout, lab->views …
//   Result<LabWorld> w = make_world(*lab, seed);        // the world that the window and the terminal open
//
// Files of a lab: README.md (handout), lab.lua (this structure, as the table it returns), start.lua or start.s (what the
// student edits), grade.lua (checks), teacher.md, solution.*, wrong/*. lab.lua returns
//
//   return {
//       title = "…", summary = "…", requires = 1, start = "start.lua", next = "…",
//       functions = {"classify"},                    -- what a submission must define
//       views = {"step"},                            -- workspaces to open, the first one in front
//       questions = {{text = "…", choices = {"…", "…"}, answer = 2, why = "…"}},
//       limits = {steps = 20000000, ticks = 50000000},
//       world = function(seed) … return world end,   -- a world, host or guest
//       environment = function(parameters) … return {name = value} end,   -- globals a submission finds
//       shared = {…},                                -- what grade.lua uses of it; submissions do not see it
//   }
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "hypervisor/world/world.hpp"
#include "scripts/lua/state.hpp"
#include "scripts/program.hpp"
#include "scripts/result.hpp"

namespace ringside::scripts {

// Version of the format and of the Lua API that this program offers; lab.lua says what it requires.
inline constexpr int lab_version = 1;

struct Question {
    std::string text;
    std::vector<std::string> choices;
    std::size_t answer = 0;  // index into choices
    std::string why;
};

struct Lab {
    std::string folder;  // as given, without a slash at the end
    std::string name;    // "01-popek-goldberg"
    std::string title;
    std::string summary;
    std::string handout;  // README.md
    std::string start;    // file name
    std::string next;     // what to do, a paragraph
    std::vector<std::string> functions;
    std::vector<std::string> views;
    std::vector<Question> questions;
    lua::Limits limits;  // of a submission, for each function called
    bool has_world = false;

    [[nodiscard]] std::string path(const std::string& file) const { return folder + "/" + file; }
};

// Where a lab is: a folder, or the number or the beginning of the name of one below labs/ here or beside the program.
Result<std::string> find_lab(const std::string& name);

Result<Lab> load_lab(const std::string& folder);

struct LabProgram {
    world::GuestRef guest;
    std::shared_ptr<const Program> program;
};
struct LabWorld {
    world::World world;
    std::vector<LabProgram> programs;  // of its guests, for symbols and source lines
};
Result<LabWorld> make_world(const Lab& lab, std::uint64_t seed);

// Runs lab.lua in a state and leaves the table it returns on the stack.
std::optional<std::string> run_lab_file(lua::State& state, const std::string& folder);

}  // namespace ringside::scripts
