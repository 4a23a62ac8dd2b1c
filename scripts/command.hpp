// The commands of `ringside`, as one table: the headless program and the window's program read it, and the window adds
// its own commands to it.
//
//   std::vector<Command> table = commands();
//   table.push_back(shot_command());                       // what this program has besides
//   return run_command_line(table, arguments, {std::cout, std::cerr});
//
// Exit codes of every command: 0 done, 1 some checks failed, 2 the command or what it was given is broken. `run` gives
// the guest's exit code instead.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace ringside::scripts {

// Where a command prints. Results go to `out`, and everything about a mistake to `err`.
struct Streams {
    std::ostream& out;
    std::ostream& err;
};

inline constexpr int exit_done = 0, exit_failed = 1, exit_broken = 2;

// Runs a command whose options were read; gives the exit code.
using Action = std::function<int(const Streams&)>;

struct Command {
    std::string_view name;
    std::string_view help;  // one line, for the list of commands
    // Declares the command's options and gives what runs it. The app's description says what the command does, its
    // footer shows examples.
    std::function<Action(CLI::App&)> declare;
};

// The commands that need no window.
std::vector<Command> commands();

// Runs the command that the first argument names. `arguments` are those after the program's name. Help goes to `out`
// with exit code 0; whatever is wrong with the arguments is one line on `err` with exit code 2.
int run_command_line(const std::vector<Command>& table, const std::vector<std::string>& arguments,
                     const Streams& streams);

// What `ringside --help` prints.
std::string help_text(const std::vector<Command>& table);

}  // namespace ringside::scripts
