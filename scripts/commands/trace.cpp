#include <fmt/format.h>

#include <fstream>
#include <ostream>
#include <sstream>

#include "hypervisor/world/inspect.hpp"
#include "scripts/commands/commands.hpp"
#include "scripts/commands/options.hpp"
#include "scripts/files.hpp"
#include "scripts/run/run.hpp"
#include "scripts/trace/trace.hpp"

namespace ringside::scripts {

namespace {

struct Given {
    std::shared_ptr<ProgramFiles> files = std::make_shared<ProgramFiles>();
    RunOptions run;
    TraceFormat format = TraceFormat::text;
    TraceFilter filter;
    std::string only, output, input;
};

void declare(CLI::App& app, Given& g) {
    declare_program(app, g.files);
    declare_choice(
        app, "--format", "F", {"text", "jsonl", "chrome"},
        [&g](const std::string& s) {
            g.format = s == "jsonl"    ? TraceFormat::jsonl
                       : s == "chrome" ? TraceFormat::chrome
                                       : TraceFormat::text;
        },
        "text (default), jsonl (an object a line), or chrome (opens in Perfetto)");
    app.add_option("--only", g.only,
                   "events to show, as in trap,vm_exit; or all but some, as in -retire,-walk_step")
        ->type_name("LIST");
    declare_number(
        app, "--from", "CYCLE", 0, ~std::uint64_t{0}, [&g](std::uint64_t n) { g.filter.first_cycle = n; },
        "skip what is earlier");
    declare_number(
        app, "--to", "CYCLE", 0, ~std::uint64_t{0}, [&g](std::uint64_t n) { g.filter.last_cycle = n; },
        "stop there");
    declare_number(
        app, "--hart", "N", 0, machine::most_harts - 1,
        [&g](std::uint64_t n) { g.filter.hart = static_cast<std::uint32_t>(n); },
        "only this hart (of a VM: this virtual processor)");
    declare_number(
        app, "--max-events", "N", 1, ~std::uint64_t{0}, [&g](std::uint64_t n) { g.filter.most = n; },
        "stop after N events");
    declare_number(
        app, "--max-instructions", "N", 0, ~std::uint64_t{0},
        [&g](std::uint64_t n) { g.run.max_instructions = n; }, "stop after N instructions");
    app.add_flag("--vm", g.run.vm, "run it in a virtual machine; events of the monitor are shown as well");
    declare_choice(
        app, "--strap", "S", {"strict", "classic"},
        [&g](const std::string& s) { g.run.classic = s == "classic"; }, "strict (default) or classic");
    declare_number(
        app, "--harts", "N", 1, machine::most_harts,
        [&g](std::uint64_t n) { g.run.harts = static_cast<std::uint32_t>(n); },
        "processors, 1 to 8 (default 1)");
    declare_size(
        app, "--ram",
        [&g](std::uint64_t n) {
            g.run.ram_bytes = static_cast<std::uint32_t>(std::min<std::uint64_t>(n, ~0u));
        },
        "memory of the guest (default 16M)");
    app.add_option("--input", g.input, "what is typed at the console; then input ends")->type_name("FILE");
    app.add_flag("--locked", g.run.locked, "the guest's clocks count instructions, not cycles");
    app.add_option("-o,--output", g.output, "write there instead of to standard output")->type_name("FILE");
}

// Runs until the guest ends, the limit is reached or enough was written.
void follow(world::Session& session, const Given& g, TraceWriter& writer) {
    const world::GuestRef guest = guest_of(g.run);
    const std::uint64_t most = g.run.max_instructions.value_or(~std::uint64_t{0});
    while (!writer.full()) {
        const std::uint64_t done = world::steps(session.world(), guest);
        if (done >= most) break;
        if (session.world().hosts[0].machine.harts[0].cycle > g.filter.last_cycle) break;
        const auto stop = session.run_steps(guest, std::min<std::uint64_t>(most - done, 4096), &writer);
        if (stop.reason != world::SessionStop::Reason::budget) break;
    }
    writer.finish();
}

int trace(Given& g, const Streams& streams) {
    const auto refuse = [&](const std::string& why) {
        streams.err << why << (why.empty() || why.back() != '\n' ? "\n" : "");
        return exit_broken;
    };
    if (!g.only.empty())
        if (const auto problem = parse_kinds(g.only, g.filter.kinds))
            return refuse("ringside trace: --only " + g.only + ": " + *problem);
    if (!g.input.empty()) {
        auto text = read_file(g.input);
        if (!text) return refuse(text.error);
        g.run.input = std::move(*text);
    }
    const auto program = load_program(*g.files);
    if (!program) return refuse(program.error);
    auto made = make_world(g.run, *program);
    if (!made) return refuse(made.error);
    const TraceContext context{&*program, made->hosts[0].machine.config.costs.clock_hz};
    world::Session session(std::move(*made), world::EngineKind::reference);
    if (g.run.input)
        if (const auto problem = session.apply(world::ConsoleInput{guest_of(g.run), *g.run.input, true}))
            return refuse(*problem);
    if (g.output.empty()) {
        TraceWriter writer(g.format, g.filter, context, streams.out);
        follow(session, g, writer);
        return exit_done;
    }
    // A trace may be larger than memory: it is streamed to a file beside the target, and renamed at the end.
    const std::string part = g.output + ".part";
    std::ofstream file(part, std::ios::binary);
    if (!file)
        return refuse(g.output + ": cannot be written; check that the folder exists and may be written to");
    TraceWriter writer(g.format, g.filter, context, file);
    follow(session, g, writer);
    file.close();
    if (!file || std::rename(part.c_str(), g.output.c_str()) != 0) {
        std::remove(part.c_str());
        return refuse(g.output + ": cannot be written; is the disk full?");
    }
    return exit_done;
}

}  // namespace

Command trace_command() {
    return {"trace", "show what happens in a run, event by event", [](CLI::App& app) -> Action {
                app.description("Runs a program with the reference engine and prints its events: "
                                "instructions, traps, page walks, TLB "
                                "fills, port accesses, and with --vm exits, emulated instructions and shadow "
                                "fills. The guest's console "
                                "is not shown. `chrome` makes a file for ui.perfetto.dev: a lane per hart "
                                "with user, kernel and monitor.");
                app.footer(
                    "examples:\n"
                    "  ringside trace --only -retire,-load,-store,-walk_step build/release/guests/first.elf\n"
                    "  ringside trace --vm --format chrome -o first.json build/release/guests/first.elf");
                const auto given = std::make_shared<Given>();
                declare(app, *given);
                return [given](const Streams& streams) { return trace(*given, streams); };
            }};
}

}  // namespace ringside::scripts
