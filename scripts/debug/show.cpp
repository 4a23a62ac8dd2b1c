// What the debugger shows.
#include <fmt/format.h>

#include <ostream>
#include <sstream>

#include "isa/disasm.hpp"
#include "scripts/debug/words.hpp"
#include "scripts/files.hpp"

namespace ringside::scripts {

std::optional<std::uint32_t> Debugger::word_at(std::uint32_t address) const {
    return world::read_virtual(session_.world(), guest_, cpu_, isa::Gva{address & ~3u}, isa::Width::word);
}

std::string Debugger::instruction_at(std::uint32_t address) const {
    const auto word = word_at(address);
    if (!word) return "(no memory there)";
    return isa::disassemble(*word, address, [this](std::uint32_t a) { return program_.image.name_of(a); });
}

std::string Debugger::line_at(std::uint32_t address) const { return program_.image.source_of(address).value_or(""); }

void Debugger::where(std::ostream& out) const {
    const world::CpuView view = cpu();
    out << fmt::format("step {}  {}  ring {}", world::steps(session_.world(), guest_), program_.place(view.seen.pc), view.seen.psr.ring());
    if (guest_.vm && view.real_ring != view.seen.psr.ring()) out << fmt::format(" (really {})", view.real_ring);
    if (view.activity == machine::Activity::halted) out << "  halted";
    out << fmt::format("\n=> {:08x}  {}\n", view.seen.pc, instruction_at(view.seen.pc));
}

Debugger::Result Debugger::registers(const Words&, std::ostream& out) {
    const machine::HartRegisters& r = cpu().seen;
    for (unsigned i = 0; i < 16; ++i) out << fmt::format("{:<5}{:08x}{}", isa::register_names[i], r.x[i], i % 4 == 3 ? "\n" : "   ");
    out << fmt::format("pc   {:08x}   psr  {:08x}\n", r.pc, r.psr.bits);
    unsigned column = 0;
    for (const isa::SpecialRow& s : isa::special_table) {
        std::uint32_t value = 0;
        if (!r.read(s.special, value)) continue;
        out << fmt::format("{:<8}{:08x}{}", s.name, value, ++column % 4 == 0 ? "\n" : "   ");
    }
    if (column % 4 != 0) out << '\n';
    return Result::done;
}

Debugger::Result Debugger::memory(const Words& w, std::ostream& out) {
    std::uint32_t address = 0, count = 8;
    if (w.size() < 2) {
        out << "memory needs an address, a symbol or $register\n";
        return Result::failed;
    }
    if (address_of(w[1], address, out) != Result::done) return Result::failed;
    if (w.size() > 2 && address_of(w[2], count, out) != Result::done) return Result::failed;
    address &= ~3u;
    for (std::uint32_t i = 0; i < std::min(count, 4096u); ++i) {
        if (i % 4 == 0) out << fmt::format("{}{:08x} ", i ? "\n" : "", address + i * 4);
        const auto word = word_at(address + i * 4);
        out << (word ? fmt::format(" {:08x}", *word) : " --------");
    }
    out << '\n';
    return Result::done;
}

Debugger::Result Debugger::disassembly(const Words& w, std::ostream& out) {
    std::uint32_t address = cpu().seen.pc, count = 8;
    if (w.size() > 1 && address_of(w[1], address, out) != Result::done) return Result::failed;
    if (w.size() > 2 && address_of(w[2], count, out) != Result::done) return Result::failed;
    std::string last;
    const std::uint32_t pc = cpu().seen.pc;
    for (std::uint32_t i = 0; i < std::min(count, 4096u); ++i, address += 4) {
        const std::string line = line_at(address);
        if (line != last && !line.empty()) out << "   " << line << '\n';
        last = line;
        out << fmt::format("{} {:08x}  {}\n", address == pc ? "=>" : "  ", address, instruction_at(address));
    }
    return Result::done;
}

Debugger::Result Debugger::source(const Words&, std::ostream& out) {
    const std::string at = line_at(cpu().seen.pc);
    const std::size_t colon = at.rfind(':');
    if (colon == std::string::npos) {
        out << "no source line is known for " << program_.place(cpu().seen.pc) << '\n';
        return Result::failed;
    }
    const std::string file = at.substr(0, colon);
    const std::uint64_t line = *parse_number(at.substr(colon + 1));
    const auto known = program_.sources.find(file);
    std::string text;
    if (known != program_.sources.end()) {
        text = known->second;
    } else if (auto read = read_file(file)) {
        text = *read;
    } else {
        out << at << ": the source is not here (" << read.error << ")\n";
        return Result::failed;
    }
    std::istringstream in(text);
    std::uint64_t number = 0;
    for (std::string row; std::getline(in, row);) {
        ++number;
        if (number + 4 < line || number > line + 4) continue;
        out << fmt::format("{} {:>5}  {}\n", number == line ? "=>" : "  ", number, row);
    }
    return Result::done;
}

namespace {

std::string entry_words(isa::Pte e) {
    std::string text = fmt::format("{:08x} frame {:05x} ", e.bits, e.frame());
    const char letters[] = "VRWXADGL";
    for (int i = 0; i < 8; ++i) text += e.bits >> i & 1 ? letters[i] : '-';
    return text + fmt::format(" PL={}", e.pl());
}

void show_walk(const machine::Walk& w, const char* space, std::ostream& out) {
    for (int i = 0; i < w.references; ++i) {
        const machine::WalkStep& s = w.steps[static_cast<std::size_t>(i)];
        out << fmt::format("  {} entry at {} {:08x}: {}\n", i == 0 ? "directory" : "table    ", space, s.address, entry_words(isa::Pte{s.entry}));
    }
    constexpr const char* reasons[] = {"", "the directory entry is absent", "the table entry is absent", "the right is missing", "the ring is outside PL",
                                       "a reserved bit is set"};
    if (w.ok)
        out << fmt::format("  = {} {:08x}{}\n", space, w.address, w.leaf.has(isa::Pte::l) ? " (large page)" : "");
    else
        out << "  refused: " << (w.bus_error ? "an entry lies where there is no memory" : reasons[static_cast<int>(w.why)]) << '\n';
}

}  // namespace

Debugger::Result Debugger::walk(const Words& w, std::ostream& out) {
    std::uint32_t address = 0;
    if (w.size() != 2) {
        out << "walk needs an address, a symbol or $register\n";
        return Result::failed;
    }
    if (address_of(w[1], address, out) != Result::done) return Result::failed;
    const isa::Gva va{address};
    const world::CpuView view = cpu();
    if (!view.seen.ptb.enabled()) out << "paging is off: virtual is physical\n";
    const machine::Walk guest = world::guest_walk(session_.world(), guest_, cpu_, va, isa::Access::load);
    out << fmt::format("{:08x} for a load in ring {}, directory {:03x}, table {:03x}, offset {:03x}\n", address, view.seen.psr.ring(),
                       isa::directory_index(va), isa::table_index(va), va.offset());
    if (view.seen.ptb.enabled()) show_walk(guest, guest_.vm ? "guest-physical" : "physical", out);
    if (!guest_.vm) return Result::done;
    if (guest.ok)
        if (const auto pa = world::host_address(session_.world(), guest_, isa::Gpa{guest.address}))
            out << fmt::format("frame map: guest-physical {:08x} is host-physical {:08x}\n", guest.address, pa->value);
    if (const auto hardware = world::hardware_walk(session_.world(), guest_, cpu_, va, isa::Access::load)) {
        out << "what the hardware walks (shadow tables):\n";
        show_walk(*hardware, "host-physical", out);
    }
    return Result::done;
}

Debugger::Result Debugger::tlb(const Words&, std::ostream& out) {
    const auto hart = cpu().hart;
    if (!hart) {
        out << "this processor is on no hart now; its TLBs are somebody else's\n";
        return Result::done;
    }
    const machine::Hart& h = session_.world().hosts[guest_.host].machine.harts[*hart];
    for (const machine::Tlb* t : {&h.itlb, &h.dtlb}) {
        out << fmt::format("{} TLB, next to be replaced: {}\n", t == &h.itlb ? "instruction" : "data", t->next);
        for (std::size_t i = 0; i < t->entries.size(); ++i)
            if (const machine::TlbEntry& e = t->entries[i]; e.valid)
                out << fmt::format("  {:>3}  page {:05x}  ASID {:>3}  {}\n", i, e.page, e.asid, entry_words(e.pte));
    }
    return Result::done;
}

Debugger::Result Debugger::rings(const Words&, std::ostream& out) {
    const world::CpuView view = cpu();
    const auto row = [&](const char* name, const std::string& seen, const std::string& real) {
        out << fmt::format("{:<18}{:<12}{}{}\n", name, seen, real, !real.empty() && real != seen ? "  differs" : "");
    };
    const auto on_off = [](bool on) { return std::string(on ? "on" : "off"); };
    const bool vm = guest_.vm && view.real;
    out << fmt::format("{:<18}{:<12}{}\n", "", guest_.vm ? "virtual" : "value", vm ? "real" : "");
    const isa::Psr seen = view.seen.psr, real = view.real ? view.real->psr : isa::Psr{};
    row("ring", std::to_string(seen.ring()), vm ? std::to_string(view.real_ring) : "");
    row("interrupts", on_off(seen.ie()), vm ? on_off(real.ie()) : "");
    row("single step", on_off(seen.tf()), vm ? on_off(real.tf()) : "");
    row("previous ring", std::to_string(seen.previous_ring()), vm ? std::to_string(real.previous_ring()) : "");
    row("page-table base", fmt::format("{:08x}", view.seen.ptb.bits), vm ? fmt::format("{:08x}", view.real->ptb.bits) : "");
    return Result::done;
}

Debugger::Result Debugger::console(const Words&, std::ostream& out) {
    out << world::board(session_.world(), guest_).console.output;
    return Result::done;
}

}  // namespace ringside::scripts
