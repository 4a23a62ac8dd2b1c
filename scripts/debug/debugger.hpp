// The debugger: steps one guest of a session by instruction and by source line, stops at breakpoints and watchpoints, and
// shows its registers, memory, page walks and TLBs. A line in, text out; the terminal is elsewhere (commands/debug.cpp).
//
//   Debugger d(session, guest, program);
//   d.execute("break main", std::cout);  d.execute("continue", std::cout);
//
// Running to a stop costs no more than listening: the world is run in stretches under a listener that notes the first
// step at which a condition holds, then rewound to the stretch's start and run to that step.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "hypervisor/world/inspect.hpp"
#include "hypervisor/world/session.hpp"
#include "scripts/program.hpp"

namespace ringside::scripts {

struct Breakpoint {
    std::uint32_t number = 0;
    std::uint32_t address = 0;
};

// Stops after the step that changed it.
struct Watchpoint {
    std::uint32_t number = 0;
    std::optional<unsigned> reg;     // a register, or else memory
    std::uint32_t address = 0;       // virtual
    std::uint32_t bytes = 4;
    std::string text;                // as it was asked for
};

class Debugger {
public:
    Debugger(world::Session& session, world::GuestRef guest, const Program& program)
        : session_(session), guest_(guest), program_(program) {}

    enum class Result : std::uint8_t { done, failed, quit };
    // Runs one command line. Mistakes are sentences on `out`, and Result::failed.
    Result execute(const std::string& line, std::ostream& out);
    // Says where the guest is: place, instruction, source line.
    void where(std::ostream& out) const;

    static std::string help();
    static std::vector<std::string> command_names();

private:
    struct Words;
    using Handler = Result (Debugger::*)(const Words&, std::ostream&);
    struct Row;
    static const std::vector<Row>& table();

    // Why running ended.
    enum class Ended : std::uint8_t { hit, breakpoint, watchpoint, guest, limit };
    struct Outcome {
        Ended ended = Ended::hit;
        std::string detail;
    };
    // Runs until `stop` holds after a step of the current processor, or a break- or watchpoint, or the guest ends.
    using Condition = std::function<bool(const world::CpuView&, std::uint32_t executed)>;
    Outcome run_until(const Condition& stop, bool breakpoints);
    void report(const Outcome& outcome, std::ostream& out);
    struct Watcher;

    Result step_instruction(const Words&, std::ostream&);
    Result step_line(const Words&, std::ostream&);
    Result next_line(const Words&, std::ostream&);
    Result finish(const Words&, std::ostream&);
    Result go_on(const Words&, std::ostream&);
    Result set_break(const Words&, std::ostream&);
    Result set_watch(const Words&, std::ostream&);
    Result remove(const Words&, std::ostream&);
    Result list_points(const Words&, std::ostream&);
    Result registers(const Words&, std::ostream&);
    Result memory(const Words&, std::ostream&);
    Result disassembly(const Words&, std::ostream&);
    Result source(const Words&, std::ostream&);
    Result walk(const Words&, std::ostream&);
    Result tlb(const Words&, std::ostream&);
    Result rings(const Words&, std::ostream&);
    Result console(const Words&, std::ostream&);
    Result choose_cpu(const Words&, std::ostream&);
    Result set_value(const Words&, std::ostream&);
    Result show_help(const Words&, std::ostream&);
    Result quit(const Words&, std::ostream&);

    [[nodiscard]] world::CpuView cpu() const { return world::cpu(session_.world(), guest_, cpu_); }
    // An address: a number, a symbol, symbol+offset, file:line, or a register with $ before it.
    [[nodiscard]] Result address_of(const std::string& text, std::uint32_t& address, std::ostream& out) const;
    [[nodiscard]] std::optional<std::uint32_t> word_at(std::uint32_t address) const;
    [[nodiscard]] std::string instruction_at(std::uint32_t address) const;
    [[nodiscard]] std::string line_at(std::uint32_t address) const;
    Result over_lines(bool into, std::ostream& out);

    world::Session& session_;
    world::GuestRef guest_;
    const Program& program_;
    std::uint32_t cpu_ = 0;
    std::uint32_t next_number_ = 1;
    std::vector<Breakpoint> breakpoints_;
    std::vector<Watchpoint> watchpoints_;
    std::uint64_t shown_ = 0;  // console bytes shown
    std::string last_;         // an empty line repeats it
};

}  // namespace ringside::scripts
