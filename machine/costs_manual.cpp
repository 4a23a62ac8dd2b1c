#include "machine/costs_manual.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "machine/cost_model.hpp"
#include "machine/costs_data.hpp"

namespace ringside::machine {

namespace {

// A preset's file as it is written: each constant with its remark.
struct Preset {
    std::string_view name, title;
    struct Constant {
        std::string_view name, value, why;
    };
    std::vector<Constant> constants;

    [[nodiscard]] const Constant* find(std::string_view constant) const {
        for (const Constant& c : constants)
            if (c.name == constant) return &c;
        return nullptr;
    }
};

std::string_view trim(std::string_view s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
    while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
    return s;
}

Preset read(const EmbeddedFile& file) {
    Preset p;
    p.name = file.name;
    for (std::string_view rest = file.text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t remark = std::min(line.find('#'), line.size()), equals = line.find('=');
        if (equals >= remark) continue;
        const std::string_view name = trim(line.substr(0, equals)),
                               value = trim(line.substr(equals + 1, remark - equals - 1));
        if (name == "title")
            p.title = value;
        else
            p.constants.push_back({name, value, remark < line.size() ? trim(line.substr(remark + 1)) : ""});
    }
    return p;
}

// Oldest first, as the years in their titles say.
std::vector<Preset> presets() {
    std::vector<Preset> all;
    for (const auto& file : costs_data) all.push_back(read(file));
    const auto year = [](const Preset& p) {
        const std::size_t at = p.title.find("20");
        return at == std::string_view::npos ? std::string_view{} : p.title.substr(at, 4);
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Preset& a, const Preset& b) { return year(a) < year(b); });
    return all;
}

std::string row(std::initializer_list<std::string_view> first,
                const std::vector<std::string_view>& more = {}) {
    std::string text = "|";
    for (const std::string_view cell : first) text += " " + std::string(cell) + " |";
    for (const std::string_view cell : more) text += " " + std::string(cell) + " |";
    return text + "\n";
}

std::string comparison(const std::vector<Preset>& all) {
    std::vector<std::string_view> names, rules(all.size(), "---:");
    for (const Preset& p : all) names.push_back(p.name);
    std::string text = row({"constant", "what it is the price of"}, names) + row({"---", "---"}, rules);
    const auto line = [&](std::string_view name, std::string_view meaning) {
        std::vector<std::string_view> cells;
        for (const Preset& p : all) {
            const Preset::Constant* c = p.find(name);
            cells.push_back(c ? c->value : "-");
        }
        text += row({"`" + std::string(name) + "`", meaning}, cells);
    };
    line("clock_hz", "cycles per second, for devices and the clock");
#define COST(name, meaning) line(#name, meaning);
#include "machine/costs.inc"
#undef COST
    return text;
}

constexpr std::string_view introduction =
    R"(# What things cost

This page is printed from `machine/costs/*.cost`; edit those, not this.

A machine has a cost model: a list of constants, in cycles. Every cycle that passes is booked under what it was spent on, and
each hart's ledger sums to its clock. A preset gives the constants for a processor of some year; choose one to see why a
technique was good in its time and is not any more.

Each constant is *measured*, with the paper it is from, or *assumed*, with the reason. Where it says "about", the figure is
quoted from memory of the paper. All were written down before any workload was run, and none is fitted to one: compare
orderings and ratios, not single numbers.

)";

}  // namespace

std::string costs_manual() {
    const std::vector<Preset> all = presets();
    std::string text = std::string(introduction) + "## The presets side by side\n\n" + comparison(all);
    for (const Preset& p : all) {
        text += "\n## " + std::string(p.name) + ": " + std::string(p.title) + "\n\n";
        text += row({"constant", "value", "where it is from"}) + row({"---", "---:", "---"});
        for (const Preset::Constant& c : p.constants)
            text += row({"`" + std::string(c.name) + "`", c.value, c.why});
    }
    return text + R"(
## Sources

- Adams & Agesen 2006: K. Adams, O. Agesen, "A Comparison of Software and Hardware Techniques for x86 Virtualization",
  ASPLOS 2006.
- Agesen et al. 2012: O. Agesen, J. Mattson, R. Rugina, J. Sheldon, "Software Techniques for Avoiding Hardware
  Virtualization Exits", USENIX ATC 2012.
)";
}

}  // namespace ringside::machine
