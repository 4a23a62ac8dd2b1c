#include "scripts/run/divergence.hpp"

#include <fmt/format.h>

#include <map>
#include <ostream>
#include <utility>

#include "isa/disasm.hpp"
#include "isa/encoding.hpp"
#include "scripts/help.hpp"

namespace ringside::scripts {

namespace {

// What each sensitive instruction stands for, as in docs/isa.md: the 17 of Robin and Irvine, "Analysis of the Intel Pentium's ability to
// support a secure virtual machine monitor", USENIX Security 2000.
std::string_view x86_of(isa::Op op) {
    switch (op) {
    case isa::Op::rdpsr: return "PUSHF and SMSW";
    case isa::Op::wrpsr: return "POPF";
    case isa::Op::rdtvec: return "SIDT";
    case isa::Op::rdptb: return "SGDT and SLDT";
    case isa::Op::probe: return "LAR, LSL, VERR and VERW";
    case isa::Op::rdring: return "STR and PUSH, POP, MOV of a segment register";
    case isa::Op::retf: return "CALL, JMP, INT n and RET to another segment";
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
        return value == 0 ? "no rights"
                          : fmt::format("{}{}{}", value & 1 ? "r" : "-", value & 2 ? "w" : "-",
                                        value & 4 ? "x" : "-");
    return fmt::format("0x{:08x}", value);
}

std::string told(const world::Divergence& d, std::size_t times, const Program& program) {
    const auto decoded = isa::decode(d.word);
    const isa::Op op = decoded ? decoded->op : isa::Op::rdpsr;
    const bool changes = isa::row(op).sensitivity == isa::Sensitivity::control;
    std::string text = fmt::format(
        "divergence at {}, pc 0x{:08x}, step {}: '{}' ran in real ring {} without a trap, though the guest "
        "believes itself in ring {}. "
        "{} {}; on its own machine {} {}.",
        program.place(d.pc), d.pc, d.step, isa::disassemble(d.word, d.pc), d.real_ring, d.virtual_ring,
        op == isa::Op::wrpsr ? "PSR stayed"
        : changes            ? "PSR became"
                             : "It saw",
        value_text(op, d.got), changes ? "it would have become" : "it would have seen",
        value_text(op, d.expected));
    if (times > 1) text += fmt::format(" This happened {}{} times.", times, times >= 100 ? " or more" : "");
    return text + fmt::format(" It stands for x86's {}; the strict strap makes it trap.", x86_of(op));
}

}  // namespace

void explain_divergences(const std::vector<world::Divergence>& divergences, const Program& program,
                         std::ostream& out, std::string_view indent) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> times;
    for (const world::Divergence& d : divergences) ++times[{d.pc, d.word}];
    for (const world::Divergence& d : divergences) {
        const auto known = times.find({d.pc, d.word});
        if (known == times.end()) continue;  // told already
        const std::string text = told(d, known->second, program);
        // On one line for a log, wrapped for a page.
        out << indent << (indent.empty() ? text : wrapped(text, 96 - indent.size(), indent.size())) << "\n";
        times.erase(known);
    }
}

}  // namespace ringside::scripts
