#include <editline/readline.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <ostream>
#include <sstream>

#include "scripts/commands/commands.hpp"
#include "scripts/commands/options.hpp"
#include "scripts/debug/debugger.hpp"
#include "scripts/files.hpp"
#include "scripts/run/run.hpp"

namespace ringside::scripts {

namespace {

struct Given {
    std::shared_ptr<ProgramFiles> files = std::make_shared<ProgramFiles>();
    RunOptions run;
    std::string script, input;
};

void declare(CLI::App& app, Given& g) {
    declare_program(app, g.files);
    app.add_option("--script", g.script, "read commands from this file, echo each, and stop at the first mistake with exit code 1")->type_name("FILE");
    app.add_flag("--vm", g.run.vm, "run it in a virtual machine; registers are shown as the guest sees them");
    declare_choice(app, "--strap", "S", {"strict", "classic"}, [&g](const std::string& s) { g.run.classic = s == "classic"; }, "strict (default) or classic");
    declare_number(app, "--harts", "N", 1, machine::most_harts, [&g](std::uint64_t n) { g.run.harts = static_cast<std::uint32_t>(n); }, "processors, 1 to 8 (default 1)");
    declare_size(app, "--ram", [&g](std::uint64_t n) { g.run.ram_bytes = static_cast<std::uint32_t>(std::min<std::uint64_t>(n, ~0u)); }, "memory of the guest (default 16M)");
    app.add_option("--input", g.input, "what is typed at the guest's console; then input ends")->type_name("FILE");
    app.add_flag("--locked", g.run.locked, "the guest's clocks count instructions, not cycles");
}

int from_script(Debugger& debugger, const std::string& text, const Streams& streams) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        streams.out << "(ringside) " << line << '\n';
        const auto result = debugger.execute(line, streams.out);
        if (result == Debugger::Result::quit) break;
        if (result == Debugger::Result::failed) return exit_failed;
    }
    return exit_done;
}

// At a terminal with line editing and history; from a pipe without.
int from_input(Debugger& debugger, const Streams& streams) {
    const bool terminal = isatty(STDIN_FILENO) != 0;
    if (terminal) streams.out << "Type help for the commands, quit to leave.\n";
    debugger.where(streams.out);
    while (true) {
        std::string line;
        if (terminal) {
            streams.out.flush();
            char* typed = readline("(ringside) ");
            if (!typed) break;
            line = typed;
            if (!line.empty()) add_history(typed);
            std::free(typed);
        } else if (!std::getline(std::cin, line)) {
            break;
        }
        if (debugger.execute(line, streams.out) == Debugger::Result::quit) break;
    }
    return exit_done;
}

int debug(Given& g, const Streams& streams) {
    const auto refuse = [&](const std::string& why) {
        streams.err << why << (why.empty() || why.back() != '\n' ? "\n" : "");
        return exit_broken;
    };
    std::string script;
    if (!g.script.empty()) {
        auto text = read_file(g.script);
        if (!text) return refuse(text.error);
        script = std::move(*text);
    }
    const auto program = load_program(*g.files);
    if (!program) return refuse(program.error);
    auto made = make_world(g.run, *program);
    if (!made) return refuse(made.error);
    world::Session session(std::move(*made));
    if (!g.input.empty()) {
        auto text = read_file(g.input);
        if (!text) return refuse(text.error);
        if (const auto problem = session.apply(world::ConsoleInput{guest_of(g.run), *text, true})) return refuse(*problem);
    }
    Debugger debugger(session, guest_of(g.run), *program);
    return g.script.empty() ? from_input(debugger, streams) : from_script(debugger, script, streams);
}

}  // namespace

Command debug_command() {
    return {"debug", "step through a program, with breakpoints and watchpoints", [](CLI::App& app) -> Action {
                app.description("Steps a program by instruction or source line, on bare metal or in a virtual machine. Commands come from "
                                "the terminal, a pipe or a file.\n\nCommands:\n" +
                                Debugger::help());
                app.footer("examples:\n"
                           "  ringside debug build/release/guests/first.elf\n"
                           "  ringside debug --vm --script commands.txt build/release/guests/first.elf");
                const auto given = std::make_shared<Given>();
                declare(app, *given);
                return [given](const Streams& streams) { return debug(*given, streams); };
            }};
}

}  // namespace ringside::scripts
