// A lab played in the terminal: what it is about, its world run once, the student's file with the visible checks, and
// what to do next.
#include <fmt/format.h>

#include <ostream>

#include "hypervisor/world/guest_tracer.hpp"
#include "hypervisor/world/session.hpp"
#include "scripts/commands/commands.hpp"
#include "scripts/commands/options.hpp"
#include "scripts/grading/grade.hpp"
#include "scripts/help.hpp"
#include "scripts/run/divergence.hpp"

namespace ringside::scripts {

namespace {

constexpr std::size_t width = 96;
constexpr std::uint64_t most_ticks = 5'000'000;

struct Given {
    std::string lab, file;
    std::uint64_t seed = 0;
};

// Hands each event to every tracer.
struct Tracers : machine::Listener {
    std::vector<world::GuestTracer> all;
    void on(const machine::Event& event) override {
        for (world::GuestTracer& t : all) t.on(event);
    }
};

std::string indented(const std::string& text) {
    std::string out = "      ";
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "      ";
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
    return out + "\n";
}

std::string title_of(const world::World& w, const world::GuestRef& guest) {
    const world::Host& host = w.hosts[guest.host];
    const bool classic = host.machine.config.traps == isa::TrapMask::classic();
    const char* strap = classic                                                ? ", classic strap"
                        : host.machine.config.traps == isa::TrapMask::strict() ? ", strict strap"
                                                                               : "";
    if (!guest.vm) return fmt::format("{}: on bare metal{}", host.name, strap);
    return fmt::format("{}: in a virtual machine, '{}'{}", host.name,
                       host.hypervisor.vms[*guest.vm].config.name, strap);
}

std::string state_of(const world::World& w, const world::GuestRef& guest) {
    const machine::Power& power = world::board(w, guest).power;
    const std::uint64_t steps = world::steps(w, guest);
    if (power.off) return fmt::format("powered off with exit code {} after {} steps", power.exit_code, steps);
    return fmt::format("in ring {} (really {}) after {} steps", world::cpu(w, guest, 0).seen.psr.ring(),
                       world::cpu(w, guest, 0).real_ring, steps);
}

std::optional<std::string> show_world(const Lab& lab, std::uint64_t seed, std::ostream& out) {
    auto made = make_world(lab, seed);
    if (!made) return made.error;
    world::Session session(std::move(made->world));
    const world::World& w = session.world();
    Tracers tracers;
    for (const LabProgram& p : made->programs)
        if (p.guest.vm) tracers.all.emplace_back(w, p.guest);
    session.run(most_ticks, &tracers);
    out << "\nIts world, run once:\n";
    for (const world::GuestRef& guest : world::guests(w)) {
        out << "\n  " << title_of(w, guest) << "\n";
        out << indented(world::board(w, guest).console.output);
        out << "    " << state_of(w, guest) << "\n";
    }
    std::size_t tracer = 0;
    for (const LabProgram& p : made->programs) {
        if (!p.guest.vm) continue;
        const auto& divergences = tracers.all[tracer++].divergences();
        if (!divergences.empty()) out << "\n  Where the virtual machine gave itself away:\n";
        explain_divergences(divergences, *p.program, out, "    ");
    }
    return std::nullopt;
}

void show_questions(const Lab& lab, std::ostream& out) {
    if (lab.questions.empty()) return;
    out << "\nBefore you begin, decide and write down:\n";
    for (const Question& q : lab.questions) {
        out << "\n  " << wrapped(q.text, width - 2, 2) << "\n";
        char letter = 'a';
        for (const std::string& choice : q.choices)
            out << fmt::format("    {}) {}\n", letter++, wrapped(choice, width - 7, 7));
    }
}

std::optional<std::string> show_checks(const Lab& lab, const Given& g, const Streams& streams) {
    const std::string path = g.file.empty() ? lab.path(lab.start) : g.file;
    const auto file = read_submission(lab, path);
    if (!file) return file.error;
    streams.out << "\nYour file, " << path << ":\n";
    GradeOptions options;
    options.seed = g.seed;
    options.only_visible = true;
    options.print = [&](std::string_view line) { streams.out << "    | " << line << "\n"; };
    const auto report = grade(lab, *file, options);
    if (!report) return report.error;
    streams.out << "\n";
    std::size_t passed = 0;
    for (const CheckResult& c : report->checks) {
        streams.out << text_of(c);
        passed += c.passed;
    }
    if (passed == report->checks.size())
        streams.out
            << "\nAll visible checks passed. The grader has others, with variations that only it knows.\n";
    else
        streams.out << fmt::format("\n{} of {} visible checks passed.\n", passed, report->checks.size());
    return std::nullopt;
}

int play(const Given& g, const Streams& streams) {
    const auto refuse = [&](const std::string& why) {
        streams.out.flush();
        streams.err << why << "\n";
        return exit_broken;
    };
    const auto folder = find_lab(g.lab);
    if (!folder) return refuse(folder.error);
    const auto lab = load_lab(*folder);
    if (!lab) return refuse(lab.error);
    streams.out << lab->title << "\n"
                << std::string(lab->title.size(), '=') << "\n\n"
                << wrapped(lab->summary, width, 0) << "\n";
    streams.out << "\nThe hand-out is " << lab->path("README.md") << ".\n";
    show_questions(*lab, streams.out);
    if (lab->has_world)
        if (const auto problem = show_world(*lab, g.seed, streams.out)) return refuse(*problem);
    if (const auto problem = show_checks(*lab, g, streams)) return refuse(*problem);
    if (!lab->next.empty()) streams.out << "\nNext: " << wrapped(lab->next, width - 6, 6) << "\n";
    return exit_done;
}

}  // namespace

Command lab_command() {
    return {
        "lab", "play a lab in the terminal", [](CLI::App& app) -> Action {
            app.description(
                "Shows what a lab is about, runs its world once, runs your file with the visible checks, and "
                "says what to do "
                "next. LAB is a folder or a number; FILE is the lab's start file unless you name another.");
            app.footer("examples:\n  ringside lab labs/01-popek-goldberg\n  ringside lab 1 my-solution.lua");
            const auto given = std::make_shared<Given>();
            app.add_option("lab", given->lab, "")->type_name("LAB")->required();
            app.add_option("file", given->file, "")->type_name("FILE");
            declare_number(
                app, "--seed", "N", 0, INT64_MAX, [given](std::uint64_t n) { given->seed = n; },
                "which variation of the lab (default 0)");
            return [given](const Streams& streams) { return play(*given, streams); };
        }};
}

}  // namespace ringside::scripts
