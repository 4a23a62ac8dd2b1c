// Breakpoints, watchpoints, addresses, and the table of commands.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <sstream>

#include "isa/disasm.hpp"
#include "scripts/debug/words.hpp"
#include "scripts/files.hpp"

namespace ringside::scripts {

namespace {

std::optional<unsigned> register_named(const std::string& name) {
    for (unsigned i = 0; i < 16; ++i)
        if (isa::register_names[i] == name || "x" + std::to_string(i) == name) return i;
    return std::nullopt;
}

}  // namespace

const std::vector<Debugger::Row>& Debugger::table() {
    static const std::vector<Row> rows = {
        {"stepi", "si", "[N]", "execute one instruction, or N", &Debugger::step_instruction},
        {"step", "s", "", "run to the next source line; without lines, one instruction", &Debugger::step_line},
        {"next", "n", "", "the same, but over calls", &Debugger::next_line},
        {"finish", "f", "", "run until this function returns", &Debugger::finish},
        {"continue", "c", "", "run to the next breakpoint or watchpoint, or to the end", &Debugger::go_on},
        {"break", "b", "WHERE", "stop before this address: 0x10040, main, main+8 or file.c:12", &Debugger::set_break},
        {"watch", "w", "WHERE [BYTES] | REGISTER", "stop after memory is written or a register changes", &Debugger::set_watch},
        {"delete", "d", "N", "remove a breakpoint or watchpoint", &Debugger::remove},
        {"points", "", "", "list breakpoints and watchpoints", &Debugger::list_points},
        {"registers", "r", "", "registers and special registers, as the guest sees them", &Debugger::registers},
        {"memory", "x", "WHERE [WORDS]", "words of memory, at a virtual address", &Debugger::memory},
        {"disassemble", "u", "[WHERE] [COUNT]", "instructions, with source lines", &Debugger::disassembly},
        {"list", "l", "", "source around the current line", &Debugger::source},
        {"walk", "", "WHERE", "the page walk of an address, through every table", &Debugger::walk},
        {"tlb", "", "", "the entries of the instruction and data TLB", &Debugger::tlb},
        {"rings", "", "", "PSR decoded, virtual against real", &Debugger::rings},
        {"console", "", "", "what the guest has printed", &Debugger::console},
        {"cpu", "", "N", "look at another processor", &Debugger::choose_cpu},
        {"set", "", "REGISTER|pc VALUE", "change a register", &Debugger::set_value},
        {"help", "h", "", "this list", &Debugger::show_help},
        {"quit", "q", "", "leave", &Debugger::quit},
    };
    return rows;
}

std::vector<std::string> Debugger::command_names() {
    std::vector<std::string> names;
    for (const Row& r : table()) names.emplace_back(r.name);
    return names;
}

std::string Debugger::help() {
    std::string text;
    for (const Row& r : table()) text += fmt::format("  {:<12}{:<4}{:<26}{}\n", r.name, r.brief, r.arguments, r.meaning);
    return text + "An empty line repeats the last command. Registers in addresses are written $sp.\n";
}

Debugger::Result Debugger::execute(const std::string& given, std::ostream& out) {
    const std::string line = given.find_first_not_of(" \t\r") == std::string::npos ? last_ : given;
    Words w;
    std::istringstream in(line);
    for (std::string word; in >> word && word[0] != '#';) w.words.push_back(word);
    if (w.words.empty()) return Result::done;
    last_ = line;
    for (const Row& r : table())
        if (w[0] == r.name || w[0] == r.brief) return (this->*r.handler)(w, out);
    out << "there is no command `" << w[0] << "`; type help\n";
    return Result::failed;
}

Debugger::Result Debugger::address_of(const std::string& text, std::uint32_t& address, std::ostream& out) const {
    if (const auto n = parse_number(text); n && *n <= ~std::uint32_t{0}) {
        address = static_cast<std::uint32_t>(*n);
        return Result::done;
    }
    if (text.size() > 1 && text[0] == '$') {
        const world::CpuView view = cpu();
        if (text == "$pc") {
            address = view.seen.pc;
            return Result::done;
        }
        if (const auto r = register_named(text.substr(1))) {
            address = view.seen.x[*r];
            return Result::done;
        }
    }
    const std::size_t colon = text.rfind(':'), plus = text.find('+');
    if (colon != std::string::npos) {
        const auto line = parse_number(text.substr(colon + 1));
        if (line)
            if (const auto a = program_.image.address_of_line(text.substr(0, colon), static_cast<std::uint32_t>(*line))) {
                address = *a;
                return Result::done;
            }
        out << text << ": no code comes from there; the program may have no line information for it\n";
        return Result::failed;
    }
    const auto offset = plus == std::string::npos ? std::optional<std::uint64_t>(0) : parse_number(text.substr(plus + 1));
    const isa::ImageSymbol* symbol = program_.image.symbol_named(text.substr(0, plus));
    if (!symbol || !offset) {
        out << text << ": not a number, a symbol of the program, $register or file:line\n";
        return Result::failed;
    }
    address = symbol->address + static_cast<std::uint32_t>(*offset);
    return Result::done;
}

Debugger::Result Debugger::set_break(const Words& w, std::ostream& out) {
    std::uint32_t address = 0;
    if (w.size() != 2) {
        out << "break needs a place: an address, a symbol or file:line\n";
        return Result::failed;
    }
    if (address_of(w[1], address, out) != Result::done) return Result::failed;
    if ((address & 3) != 0) {
        out << fmt::format("{:#x} is not a multiple of 4; no instruction begins there\n", address);
        return Result::failed;
    }
    breakpoints_.push_back({next_number_++, address});
    out << fmt::format("breakpoint {} at {:08x} {}\n", breakpoints_.back().number, address, program_.place(address));
    return Result::done;
}

Debugger::Result Debugger::set_watch(const Words& w, std::ostream& out) {
    if (w.size() < 2) {
        out << "watch needs an address, a symbol or a register\n";
        return Result::failed;
    }
    Watchpoint point;
    point.text = w[1];
    point.reg = register_named(w[1]);
    if (!point.reg) {
        if (address_of(w[1], point.address, out) != Result::done) return Result::failed;
        if (const isa::ImageSymbol* s = program_.image.symbol_named(w[1]); s && s->size != 0) point.bytes = s->size;
        if (w.size() > 2 && address_of(w[2], point.bytes, out) != Result::done) return Result::failed;
    }
    point.number = next_number_++;
    watchpoints_.push_back(point);
    out << fmt::format("watchpoint {} on {}\n", point.number, point.reg ? point.text : fmt::format("{} ({} bytes at {:#x})", point.text, point.bytes, point.address));
    return Result::done;
}

Debugger::Result Debugger::remove(const Words& w, std::ostream& out) {
    // Numbers begin at 1, so 0 matches nothing.
    const std::uint64_t number = w.size() == 2 ? parse_number(w[1]).value_or(0) : 0;
    const auto is_it = [&](const auto& p) { return p.number == number; };
    const std::size_t before = breakpoints_.size() + watchpoints_.size();
    breakpoints_.erase(std::remove_if(breakpoints_.begin(), breakpoints_.end(), is_it), breakpoints_.end());
    watchpoints_.erase(std::remove_if(watchpoints_.begin(), watchpoints_.end(), is_it), watchpoints_.end());
    if (breakpoints_.size() + watchpoints_.size() != before) return Result::done;
    out << "there is no such point; `points` lists them\n";
    return Result::failed;
}

Debugger::Result Debugger::list_points(const Words&, std::ostream& out) {
    for (const Breakpoint& b : breakpoints_) out << fmt::format("{:>3} break {:08x} {}\n", b.number, b.address, program_.place(b.address));
    for (const Watchpoint& p : watchpoints_) out << fmt::format("{:>3} watch {}\n", p.number, p.text);
    if (breakpoints_.empty() && watchpoints_.empty()) out << "no breakpoints or watchpoints\n";
    return Result::done;
}

Debugger::Result Debugger::set_value(const Words& w, std::ostream& out) {
    std::uint32_t value = 0;
    const auto reg = w.size() == 3 ? register_named(w[1]) : std::nullopt;
    if (w.size() != 3 || (!reg && w[1] != "pc")) {
        out << "set needs a register (or pc) and a value\n";
        return Result::failed;
    }
    if (address_of(w[2], value, out) != Result::done) return Result::failed;
    if (const auto refused = session_.apply(world::SetRegister{guest_, cpu_, reg ? *reg : 16, value})) {
        out << *refused << '\n';
        return Result::failed;
    }
    return Result::done;
}

Debugger::Result Debugger::choose_cpu(const Words& w, std::ostream& out) {
    const auto n = w.size() == 2 ? parse_number(w[1]) : std::nullopt;
    const std::uint32_t count = world::cpus(session_.world(), guest_);
    if (!n || *n >= count) {
        out << fmt::format("cpu needs a number from 0 to {}\n", count - 1);
        return Result::failed;
    }
    cpu_ = static_cast<std::uint32_t>(*n);
    where(out);
    return Result::done;
}

Debugger::Result Debugger::show_help(const Words&, std::ostream& out) {
    out << help();
    return Result::done;
}

Debugger::Result Debugger::quit(const Words&, std::ostream&) { return Result::quit; }

}  // namespace ringside::scripts
