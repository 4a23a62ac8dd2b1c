#include <fmt/format.h>

#include <ostream>

#include "scripts/commands/commands.hpp"
#include "scripts/commands/options.hpp"
#include "scripts/files.hpp"
#include "scripts/run/run.hpp"

namespace ringside::scripts {

namespace {

struct Given {
    std::shared_ptr<ProgramFiles> files = std::make_shared<ProgramFiles>();
    RunOptions run;
    std::uint64_t ram = 16u << 20;
    std::string input, disk, disk_out, stats;
    bool names_technique = false, names_memory = false;
};

void declare(CLI::App& app, Given& g) {
    declare_program(app, g.files);
    app.add_flag("--vm", g.run.vm, "run it in a virtual machine instead of on bare metal");
    declare_choice(
        app, "--technique", "T", {"trap-and-emulate"}, [&g](const std::string&) { g.names_technique = true; },
        "how the processor is virtualized: trap-and-emulate (default); needs --vm");
    declare_choice(
        app, "--memory", "M", {"shadow"}, [&g](const std::string&) { g.names_memory = true; },
        "how memory is virtualized: shadow (default); needs --vm");
    declare_choice(
        app, "--strap", "S", {"strict", "classic"},
        [&g](const std::string& s) { g.run.classic = s == "classic"; },
        "strict (default): every sensitive instruction traps outside ring 0; classic: some answer in place, "
        "as on the "
        "x86 of 1999");
    declare_choice(
        app, "--engine", "E", {"fast", "reference"},
        [&g](const std::string& s) {
            g.run.engine = s == "fast" ? world::EngineKind::fast : world::EngineKind::reference;
        },
        "fast (default) or reference: the same run to the bit, at another speed");
    declare_number(
        app, "--harts", "N", 1, machine::most_harts,
        [&g](std::uint64_t n) { g.run.harts = static_cast<std::uint32_t>(n); },
        "processors, 1 to 8 (default 1)");
    declare_size(
        app, "--ram", [&g](std::uint64_t n) { g.ram = n; }, "memory of the guest (default 16M)");
    app.add_option("--disk", g.disk, "a disk image; the file is read, never written (bare metal only)")->type_name("FILE");
    app.add_option("--save-disk", g.disk_out, "write what the disk holds at the end; needs --disk")->type_name("FILE");
    std::vector<std::string> presets;
    for (const std::string_view name : machine::CostModel::preset_names()) presets.emplace_back(name);
    declare_choice(app, "--costs", "P", presets, [&g](const std::string& s) { g.run.costs = s; },
                   "what things cost: modern (default), or a processor of another time; docs/costs.md has the constants");
    app.add_option("--input", g.input, "what is typed at the console; then input ends")->type_name("FILE");
    declare_number(
        app, "--max-instructions", "N", 0, ~std::uint64_t{0},
        [&g](std::uint64_t n) { g.run.max_instructions = n; },
        "stop after N instructions with exit code 124");
    app.add_flag("--locked", g.run.locked,
                 "the guest's clocks count instructions, not cycles: the same run everywhere");
    declare_number(
        app, "--seed", "N", 0, ~std::uint64_t{0}, [&g](std::uint64_t n) { g.run.seed = n; },
        "of everything random in the world (default 0)");
    app.add_option("--stats", g.stats,
                   "write figures: instructions, cycles, ledger, exits, trace_hash (with --locked), digest, "
                   "host_seconds")
        ->type_name("json:FILE");
}

// What the options ask for together, or what is wrong with that.
std::optional<std::string> settle(Given& g) {
    if (!g.disk.empty() && g.run.vm) return "--disk " + g.disk + ": a virtual machine has no disk yet; leave --vm out";
    if (!g.disk_out.empty() && g.disk.empty()) return "--save-disk needs a disk; add --disk";
    if (!g.disk.empty()) {
        auto image = read_file(g.disk);
        if (!image) return image.error;
        if (image->empty()) return g.disk + ": an empty file is no disk image; it needs at least one block of 512 bytes";
        g.run.disk = std::move(*image);
    }
    if (g.names_technique && !g.run.vm) return "--technique is about virtual machines; add --vm";
    if (g.names_memory && !g.run.vm) return "--memory is about virtual machines; add --vm";
    if (g.ram > machine::most_ram)
        return "RAM must be at most 3840 MiB; the addresses above belong to devices";
    g.run.ram_bytes = static_cast<std::uint32_t>(g.ram);
    if (!g.stats.empty() && g.stats.rfind("json:", 0) != 0) return "--stats " + g.stats + ": write json:FILE";
    if (g.stats == "json:") return "--stats json: needs a file, as in json:stats.json";
    g.run.trace = g.run.locked && !g.stats.empty();
    if (g.input.empty()) return std::nullopt;
    auto text = read_file(g.input);
    if (!text) return text.error;
    g.run.input = std::move(*text);
    return std::nullopt;
}

int run(Given& g, const Streams& streams) {
    const auto refuse = [&](const std::string& why) {
        streams.err << why << (why.empty() || why.back() != '\n' ? "\n" : "");
        return exit_broken;
    };
    if (const auto problem = settle(g)) return refuse("ringside run: " + *problem);
    const auto program = load_program(*g.files);
    if (!program) return refuse(program.error);
    auto made = make_world(g.run, *program);
    if (!made) return refuse(made.error);
    world::Session session(std::move(*made), g.run.engine);
    made.value.reset();
    const RunResult result = run_guest(session, g.run, *program, streams);
    if (!g.disk_out.empty()) {
        const machine::Bytes bytes = session.world().hosts[0].machine.board.disk.export_bytes();
        const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (const auto problem = write_file(g.disk_out, text)) return refuse(*problem);
    }
    if (!g.stats.empty())
        if (const auto problem = write_file(g.stats.substr(5), stats_json(session.world(), g.run, result)))
            return refuse(*problem);
    return result.exit_code;
}

}  // namespace

Command run_command() {
    return {
        "run", "run a program on bare metal or in a virtual machine", [](CLI::App& app) -> Action {
            app.description("Runs a program until it powers off. Its console goes to standard output, and "
                            "nothing else does. The "
                            "exit code is the guest's own; 124 if --max-instructions was reached; 125 if the "
                            "guest died of a "
                            "machine check, was stopped, or halted with nothing that could wake it; 2 if it "
                            "could not be started. "
                            "With --vm --strap classic, every instruction that gave the guest a wrong answer "
                            "is explained on "
                            "standard error.");
            app.footer(
                "examples:\n"
                "  ringside run build/release/guests/first.elf\n"
                "  ringside run --vm --strap classic build/release/guests/first.elf\n"
                "  ringside run --locked --stats json:stats.json hello.s build/release/guests/runtime/*.s");
            const auto given = std::make_shared<Given>();
            declare(app, *given);
            return [given](const Streams& streams) { return run(*given, streams); };
        }};
}

}  // namespace ringside::scripts
