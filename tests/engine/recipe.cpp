#include "tests/engine/recipe.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <sstream>

namespace ringside::machine::test {

namespace {

struct Named {
    const char* name;
    U HartRegisters::*member;
};
constexpr Named plain[] = {
    {"pc", &HartRegisters::pc},
    {"epc", &HartRegisters::epc},
    {"cause", &HartRegisters::cause},
    {"tval", &HartRegisters::tval},
    {"tvec", &HartRegisters::tvec},
    {"scratch", &HartRegisters::scratch},
    {"imask", &HartRegisters::imask},
    {"mctl", &HartRegisters::mctl},
    {"lraddr", &HartRegisters::lr_address},
    {"lrvalue", &HartRegisters::lr_value},
    {"lrstate", &HartRegisters::lr_state},
};
constexpr const char* acts[] = {"run",  "word",     "reg",  "pc",   "ptb",    "psr",  "vmid",
                                "drop", "retarget", "keep", "back", "listen", "move", "disk"};

std::string hex(std::uint64_t v) {
    char text[20];
    std::snprintf(text, sizeof text, "%llx", static_cast<unsigned long long>(v));
    return text;
}

void print(std::string& out, const Recipe::Start& s) {
    const HartRegisters& h = s.registers;
    out += "hart\n";
    const auto line = [&out](const std::string& name, std::uint64_t v) {
        if (v != 0) out += "  " + name + " " + hex(v) + "\n";
    };
    for (unsigned i = 1; i < 16; ++i) line("x" + std::to_string(i), h.x[i]);
    for (const Named& n : plain) line(n.name, h.*n.member);
    line("psr", h.psr.bits);
    line("ptb", h.ptb.bits);
    line("icmp", h.icmp);
    for (unsigned i = 0; i < 4; ++i) line("ms" + std::to_string(i), h.ms[i]);
    if (s.timer != ~std::uint64_t{0}) out += "  timer " + hex(s.timer) + "\n";
    line("sources", s.sources);
}

bool set(Recipe::Start& s, const std::string& name, std::uint64_t v) {
    HartRegisters& h = s.registers;
    const auto low = static_cast<U>(v);
    for (const Named& n : plain)
        if (name == n.name) return h.*n.member = low, true;
    if (name == "psr") return h.psr.bits = low, true;
    if (name == "ptb") return h.ptb.bits = low, true;
    if (name == "icmp") return h.icmp = v, true;
    if (name == "timer") return s.timer = v, true;
    if (name == "sources") return s.sources = low, true;
    for (unsigned i = 1; i < 16; ++i)
        if (name == "x" + std::to_string(i)) return h.x[i] = low, true;
    for (unsigned i = 0; i < 4; ++i)
        if (name == "ms" + std::to_string(i)) return h.ms[i] = low, true;
    return false;
}

bool set(Recipe& r, const std::string& name, std::uint64_t a, std::uint64_t b) {
    const auto low = static_cast<U>(a);
    if (name == "ram_pages") return r.ram_pages = low, true;
    if (name == "tlb_entries") return r.tlb_entries = low, true;
    if (name == "locked") return r.locked = true;
    if (name == "no_asid_tags") return r.asid_tags = false, true;
    if (name == "native") return r.native = true;
    if (name == "disk") return r.disk = true;
    if (name == "console_interrupt") return r.console_interrupt = true;
    if (name == "traps") return r.traps.bits = {a, b}, true;
    if (name == "hart") return r.harts.emplace_back(), true;
    if (!r.harts.empty()) return set(r.harts.back(), name, a);
    return false;
}

}  // namespace

Machine Recipe::machine() const {
    MachineConfig c;
    c.ram_bytes = ram_pages * isa::page_bytes;
    c.harts = static_cast<U>(harts.size());
    c.traps = traps;
    c.asid_tags = asid_tags;
    c.tlb_entries = tlb_entries;
    c.time = locked ? TimeMode::locked : TimeMode::cycles;
    c.native_monitor = native;
    c.costs = *CostModel::preset(costs);
    c.devices.disk_blocks = disk ? 32 : 0;
    c.devices.framebuffer = c.devices.clock = disk;
    if (disk) {
        // Requests complete within a run.
        c.costs.disk_access = 30;
        c.costs.disk_block = 10;
    }
    Machine m(c);
    for (const Word& w : words) m.write(Hpa{w.address}, Width::word, w.value);
    for (U page = 0; page < m.board.disk.pages.pages(); ++page)
        std::memcpy(m.board.disk.pages.writable(page), m.ram.page((code_at >> 12) + page), isa::page_bytes);
    for (U i = 0; i < harts.size(); ++i) {
        static_cast<HartRegisters&>(m.harts[i]) = harts[i].registers;
        m.board.timers[i] = Timer{harts[i].timer, 0, harts[i].timer != ~std::uint64_t{0}};
        m.board.interrupts.enabled[i] = harts[i].sources;
    }
    m.board.console.input = "some input for whoever reads it";
    m.board.console.interrupt_enabled = console_interrupt;
    m.board.settle();
    return m;
}

std::string Recipe::text() const {
    std::string out;
    out += "ram_pages " + hex(ram_pages) + "\ntlb_entries " + hex(tlb_entries) + "\ncosts " + costs + "\n";
    out += "traps " + hex(traps.bits[0]) + " " + hex(traps.bits[1]) + "\n";
    if (locked) out += "locked\n";
    if (!asid_tags) out += "no_asid_tags\n";
    if (native) out += "native\n";
    if (disk) out += "disk\n";
    if (console_interrupt) out += "console_interrupt\n";
    for (const Start& s : harts) print(out, s);
    for (const Word& w : words) out += "at " + hex(w.address) + " " + hex(w.value) + "\n";
    for (const Step& s : steps)
        out += std::string("do ") + acts[static_cast<int>(s.act)] + " " + hex(s.a) + " " + hex(s.b) + " " +
               hex(s.c) + " ticks " + hex(s.ticks) + "\n";
    return out;
}

std::optional<Recipe> Recipe::parse(std::string_view text, std::string& error) {
    Recipe r;
    std::istringstream in{std::string(text)};
    std::string row;
    for (int number = 1; std::getline(in, row); ++number) {
        std::istringstream line(row.substr(0, row.find('#')));
        std::string name, act, ticks;
        if (!(line >> name)) continue;
        bool ok = true;
        line >> std::hex;
        if (name == "costs") {
            ok = static_cast<bool>(line >> r.costs) && CostModel::preset(r.costs);
        } else if (name == "at") {
            Word w{};
            ok = static_cast<bool>(line >> w.address >> w.value);
            r.words.push_back(w);
        } else if (name == "do") {
            Step s;
            ok = static_cast<bool>(line >> act >> s.a >> s.b >> s.c >> ticks >> s.ticks);
            const auto* const found = std::find(std::begin(acts), std::end(acts), act);
            ok = ok && found != std::end(acts);
            s.act = static_cast<Act>(found - std::begin(acts));
            r.steps.push_back(s);
        } else {
            std::uint64_t a = 0, b = 0;
            line >> a >> b;
            ok = set(r, name, a, b);
        }
        if (!ok) {
            error = "line " + std::to_string(number) + ": cannot make sense of `" + row + "`";
            return std::nullopt;
        }
    }
    if (r.harts.empty()) {
        error = "no hart is given; add a line `hart`";
        return std::nullopt;
    }
    return r;
}

}  // namespace ringside::machine::test
