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

// The clock advances with every instruction; a free one could let time stand still for ever.
constexpr std::uint64_t least = 1, most = 1000000;

// Puts a number where its name says; gives what is wrong with it, or an empty string. A constant is given once: zero
// means that it was not yet.
std::string assign(CostModel& model, std::string_view name, std::uint64_t n) {
    const std::string quoted = "`" + std::string(name) + "`";
    const auto twice = [&] { return quoted + " is given twice; keep one of the two"; };
    if (name == "clock_hz") {
        if (n == 0) return quoted + " must be at least 1";
        if (model.clock_hz != 0) return twice();
        model.clock_hz = n;
        return {};
    }
    for (const Field& f : fields) {
        if (f.name != name) continue;
        if (n < least || n > most) return quoted + " must be 1 to 1000000 cycles";
        if (model.*f.member != 0) return twice();
        model.*f.member = static_cast<std::uint32_t>(n);
        return {};
    }
    return "unknown constant " + quoted + "; the names are in machine/costs.inc";
}

}  // namespace

std::optional<std::string> CostModel::problem() const {
    if (clock_hz == 0) return "constant `clock_hz` of the cost model is missing; add a line `clock_hz = cycles per second`";
    for (const Field& f : fields) {
        const std::string name(f.name);
        if (this->*f.member == 0) return "constant `" + name + "` of the cost model is missing; add a line `" + name + " = cycles`";
        if (this->*f.member > most) return "constant `" + name + "` of the cost model is above 1000000 cycles; lower it";
    }
    return std::nullopt;
}

std::optional<CostModel> CostModel::parse(std::string_view text, std::string& error) {
    CostModel model;
    for (int line_number = 1; !text.empty(); ++line_number) {
        const auto fail = [&](const std::string& what) {
            error = "line " + std::to_string(line_number) + ": " + what;
            return std::nullopt;
        };
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        line = trim(line.substr(0, line.find('#')));
        if (line.empty()) continue;
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) return fail("expected `name = cycles`");
        const std::string_view name = trim(line.substr(0, equals)), value = trim(line.substr(equals + 1));
        if (name == "title") continue;
        const auto n = number(value);
        if (!n) return fail("`" + std::string(value) + "` is not a whole number of cycles");
        if (const std::string wrong = assign(model, name, *n); !wrong.empty()) return fail(wrong);
    }
    if (const auto p = model.problem()) {
        error = *p;
        return std::nullopt;
    }
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
