#include "scripts/run/divergence.hpp"

#include <fmt/format.h>

#include <map>
#include <ostream>
#include <utility>

#include "isa/disasm.hpp"
#include "isa/encoding.hpp"

namespace ringside::scripts {

namespace {

// What each sensitive instruction stands for: the 17 of Robin and Irvine, "Analysis of the Intel Pentium's ability to
// support a secure virtual machine monitor", USENIX Security 2000.
std::string_view x86_of(isa::Op op) {
    switch (op) {
        case isa::Op::rdpsr: return "PUSHF and SMSW";
        case isa::Op::wrpsr: return "POPF";
        case isa::Op::rdtvec: return "SIDT";
        case isa::Op::rdptb: return "SGDT, SLDT and STR";
        case isa::Op::probe: return "VERR, VERW, LAR and LSL";
        case isa::Op::rdring: return "PUSH CS and MOV from CS";
        case isa::Op::retf: return "far RET, JMP, CALL, INT and POP of a segment register";
        default: return "no instruction";
    }
}

std::string psr_text(std::uint32_t bits) {
    const isa::Psr psr{bits};
    return fmt::format("0x{:08x} (ring {}, interrupts {})", bits, psr.ring(), psr.ie() ? "on" : "off");
}

std::string value_text(isa::Op op, std::uint32_t value) {
    if (op == isa::Op::rdpsr || op == isa::Op::wrpsr || op == isa::Op::retf) return psr_text(value);
    if (op == isa::Op::rdring) return fmt::format("{}", value);
    if (op == isa::Op::probe)
        return value == 0 ? "no rights" : fmt::format("{}{}{}", value & 1 ? "r" : "-", value & 2 ? "w" : "-", value & 4 ? "x" : "-");
    return fmt::format("0x{:08x}", value);
}

std::string told(const world::Divergence& d, std::size_t times, const Program& program) {
    const auto decoded = isa::decode(d.word);
    const isa::Op op = decoded ? decoded->op : isa::Op::rdpsr;
    const bool changes = isa::row(op).sensitivity == isa::Sensitivity::control;
    std::string text = fmt::format(
        "divergence at {}, pc 0x{:08x}, step {}: '{}' ran in real ring {} without a trap, though the guest believes itself in ring {}. "
        "{} {}; on its own machine {} {}.",
        program.place(d.pc), d.pc, d.step, isa::disassemble(d.word, d.pc), d.real_ring, d.virtual_ring,
        changes ? "PSR became" : "It saw", value_text(op, d.got), changes ? "it would have become" : "it would have seen",
        value_text(op, d.expected));
    if (times > 1) text += fmt::format(" This happened {}{} times.", times, times >= 100 ? " or more" : "");
    return text + fmt::format(" It stands for x86's {}; the strict strap makes it trap.", x86_of(op));
}

}  // namespace

void explain_divergences(const std::vector<world::Divergence>& divergences, const Program& program, std::ostream& out) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> times;
    for (const world::Divergence& d : divergences) ++times[{d.pc, d.word}];
    for (const world::Divergence& d : divergences) {
        const auto known = times.find({d.pc, d.word});
        if (known == times.end()) continue;  // told already
        out << told(d, known->second, program) << "\n";
        times.erase(known);
    }
}

}  // namespace ringside::scripts
