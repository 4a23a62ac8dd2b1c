#include "machine/cost_model.hpp"

#include <cctype>

#include "machine/costs_data.hpp"

namespace ringside::machine {

std::uint32_t CostModel::of(isa::Cost c) const {
    switch (c) {
        case isa::Cost::alu: return alu;
        case isa::Cost::multiply: return multiply;
        case isa::Cost::divide: return divide;
        case isa::Cost::load: return load;
        case isa::Cost::store: return store;
        case isa::Cost::branch: return branch;
        case isa::Cost::jump: return jump;
        case isa::Cost::atomic: return atomic;
        case isa::Cost::special: return special;
        case isa::Cost::trap_return: return trap_return;
        case isa::Cost::port: return port;
        case isa::Cost::tlb: return tlb;
        case isa::Cost::world_switch: return world_switch;
    }
    return alu;
}

namespace {

std::string_view trim(std::string_view s) {
    while (!s.empty() && std::isspace(static_cast<unsigned char>(s.front()))) s.remove_prefix(1);
    while (!s.empty() && std::isspace(static_cast<unsigned char>(s.back()))) s.remove_suffix(1);
    return s;
}

std::optional<std::uint64_t> number(std::string_view s) {
    if (s.empty() || s.size() > 12) return std::nullopt;
    std::uint64_t v = 0;
    for (char c : s) {
        if (c < '0' || c > '9') return std::nullopt;
        v = v * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return v;
}

struct Field {
    std::string_view name;
    std::uint32_t CostModel::*member;
};
constexpr Field fields[] = {
#define COST(name, meaning) {#name, &CostModel::name},
#include "machine/costs.inc"
#undef COST
};

}  // namespace

std::optional<CostModel> CostModel::parse(std::string_view text, std::string& error) {
    CostModel model;
    std::vector<bool> seen(std::size(fields), false);
    int line_number = 0;
    const auto fail = [&](const std::string& what) {
        error = "line " + std::to_string(line_number) + ": " + what;
        return std::nullopt;
    };
    while (!text.empty()) {
        ++line_number;
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        line = trim(line.substr(0, line.find('#')));
        if (line.empty()) continue;
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) return fail("expected `name = cycles`");
        const std::string name(trim(line.substr(0, equals)));
        const std::string_view value = trim(line.substr(equals + 1));
        if (name == "title") continue;
        const auto n = number(value);
        if (!n) return fail("`" + std::string(value) + "` is not a whole number of cycles");
        if (name == "clock_hz") {
            if (*n == 0) return fail("clock_hz must be at least 1");
            model.clock_hz = *n;
            continue;
        }
        bool known = false;
        for (std::size_t i = 0; i < std::size(fields); ++i) {
            if (fields[i].name != name) continue;
            if (*n > 1000000) return fail(name + " is above 1000000 cycles");
            model.*fields[i].member = static_cast<std::uint32_t>(*n);
            known = seen[i] = true;
        }
        if (!known) return fail("unknown constant `" + name + "`; the names are in machine/costs.inc");
    }
    line_number = 0;
    for (std::size_t i = 0; i < std::size(fields); ++i)
        if (!seen[i]) return fail("constant `" + std::string(fields[i].name) + "` is missing");
    if (model.clock_hz == 0) return fail("constant `clock_hz` is missing");
    // The clock advances with every instruction; a free one could let time stand still for ever.
    for (const Field& f : fields)
        if (model.*f.member == 0) return fail(std::string(f.name) + " must be at least 1 cycle");
    return model;
}

std::optional<CostModel> CostModel::preset(std::string_view name) {
    for (const auto& file : costs_data)
        if (file.name == name) {
            std::string error;
            return parse(file.text, error);
        }
    return std::nullopt;
}

std::vector<std::string_view> CostModel::preset_names() {
    std::vector<std::string_view> names;
    for (const auto& file : costs_data) names.push_back(file.name);
    return names;
}

}  // namespace ringside::machine
