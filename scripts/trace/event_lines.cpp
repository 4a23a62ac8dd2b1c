#include <fmt/format.h>

#include "isa/causes.hpp"
#include "isa/disasm.hpp"
#include "machine/events.hpp"
#include "scripts/trace/trace.hpp"

namespace ringside::scripts {

using machine::Event;
using machine::EventKind;

namespace {

struct Word {
    std::string_view title;
    std::uint32_t value;
};

std::vector<Word> words_of(const Event& e) {
    const machine::EventRow& row = machine::row(e.kind);
    std::vector<Word> words;
    for (const Word& w : {Word{row.a, e.a}, Word{row.b, e.b}, Word{row.c, e.c}, Word{row.d, e.d}})
        if (!w.title.empty()) words.push_back(w);
    return words;
}

bool is_cause(std::string_view title) { return title == "cause"; }

std::string cause_words(std::uint32_t cause) {
    if (isa::is_interrupt(cause)) {
        constexpr const char* names[] = {"timer", "external", "software"};
        const std::uint32_t number = cause & 0xff;
        return number < 3 ? std::string(names[number]) + " interrupt" : "interrupt";
    }
    const isa::CauseRow* row = isa::find_cause(cause);
    return row ? std::string(row->title) : "unknown cause";
}

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += fmt::format("\\{}", c);
        else if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + '"';
}

std::string instruction_of(const Event& e, const Program& program) {
    return isa::disassemble(e.a, e.pc, [&program](std::uint32_t a) { return program.image.name_of(a); });
}

}  // namespace

bool TraceFilter::takes(const Event& e) const {
    if (!kinds.empty() && !kinds[static_cast<std::size_t>(e.kind)]) return false;
    if (hart && e.hart != *hart) return false;
    return e.time >= first_cycle && e.time <= last_cycle;
}

std::optional<std::string> parse_kinds(const std::string& list, std::vector<bool>& kinds) {
    const bool all_but = !list.empty() && list[0] == '-';
    kinds.assign(std::size(machine::event_table), all_but);
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t comma = std::min(list.find(',', at), list.size());
        std::string name = list.substr(at, comma - at);
        at = comma + 1;
        const bool without = !name.empty() && name[0] == '-';
        if (without) name.erase(0, 1);
        bool known = false;
        for (const machine::EventRow& row : machine::event_table)
            if (row.name == name) {
                kinds[static_cast<std::size_t>(row.kind)] = !without;
                known = true;
            }
        if (known) continue;
        std::string names;
        for (const machine::EventRow& row : machine::event_table)
            names += (names.empty() ? "" : " ") + std::string(row.name);
        return "there is no event `" + name + "`; the events are: " + names;
    }
    return std::nullopt;
}

std::string event_text(const Event& e, const Program& program) {
    const machine::EventRow& row = machine::row(e.kind);
    const std::string who =
        e.vm == machine::no_vm ? fmt::format("hart {}", e.hart) : fmt::format("vm {} cpu {}", e.vm, e.hart);
    std::string line = fmt::format("{:>12} {:<10} {:08x}  ", e.time, who, e.pc);
    if (e.kind == EventKind::retire || e.kind == EventKind::emulate) {
        line += fmt::format("{:<8} {:<28} {}", row.name, instruction_of(e, program), program.place(e.pc));
        return line;
    }
    line += std::string(row.title);
    const char* separator = ": ";
    for (const Word& w : words_of(e)) {
        line += fmt::format("{}{} {:#x}", separator, w.title, w.value);
        if (is_cause(w.title)) line += " (" + cause_words(w.value) + ")";
        separator = ", ";
    }
    return line;
}

std::string event_json(const Event& e, const Program& program) {
    std::string line = fmt::format("{{\"time\": {}, \"event\": {}, \"host\": {}, ", e.time,
                                   quoted(machine::row(e.kind).name), e.host);
    if (e.vm != machine::no_vm) line += fmt::format("\"vm\": {}, ", e.vm);
    line += fmt::format("\"hart\": {}, \"pc\": {}", e.hart, e.pc);
    if (const auto name = program.image.name_of(e.pc)) line += ", \"at\": " + quoted(*name);
    for (const Word& w : words_of(e)) line += fmt::format(", {}: {}", quoted(w.title), w.value);
    if (e.kind == EventKind::retire || e.kind == EventKind::emulate)
        line += ", \"instruction\": " + quoted(instruction_of(e, program));
    return line + "}";
}

}  // namespace ringside::scripts
