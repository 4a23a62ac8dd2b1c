#include "isa/asm/operand.hpp"

#include "isa/asm/expression.hpp"
#include "isa/special.hpp"
#include "isa/table.hpp"

namespace ringside::isa::assembler {

int register_number(std::string_view name) {
    if (name.size() < 2 || name.size() > 4) return -1;
    const char kind = name[0];
    int number = 0;
    bool numeric = name.size() <= 3 && !(name.size() == 3 && name[1] == '0');
    for (const char c : name.substr(1)) {
        numeric = numeric && is_digit(c);
        number = number * 10 + (c - '0');
    }
    if (!numeric) {
        if (name == "zero") return 0;
        if (name == "ra") return 1;
        if (name == "sp") return 2;
        if (name == "gp") return 3;
        if (name == "tp") return 4;
        if (name == "fp") return 8;
        return -1;
    }
    switch (kind) {
    case 'x': return number < 16 ? number : number < 32 ? 16 : -1;
    case 'a': return number < 6 ? 10 + number : number < 8 ? 16 : -1;
    case 's': return number < 2 ? 8 + number : number < 12 ? 16 : -1;
    case 't': return number < 3 ? 5 + number : number < 7 ? 16 : -1;
    default: return -1;
    }
}

bool register_follows(Unit& unit) {
    Scanner ahead = unit.in;
    return register_number(ahead.name()) >= 0;
}

bool register_and_comma_follow(Unit& unit) {
    Scanner ahead = unit.in;
    return register_number(ahead.name()) >= 0 && ahead.accept(',');
}

bool parse_register(Unit& unit, std::uint8_t& number) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    Scanner ahead = unit.in;
    const std::string_view name = ahead.name();
    if (name.empty()) return unit.expected("a register");
    const int n = register_number(name);
    if (n == 16)
        return unit.fail(at, "there is no register '" + std::string(name) +
                                 "': RV32E has 16 registers, x0..x15 (a0..a5, s0..s1, t0..t2)");
    if (n < 0) {
        Suggestion suggestion(name);
        for (const std::string_view known : register_names) suggestion.consider(known);
        return unit.fail(at, "'" + std::string(name) + "' is not a register" + suggestion.text());
    }
    unit.in = ahead;
    number = static_cast<std::uint8_t>(n);
    return true;
}

bool parse_comma(Unit& unit) { return unit.in.accept(',') || unit.expected("','"); }

static std::optional<Part> part_named(std::string_view name) {
    if (name == "hi") return Part::hi;
    if (name == "lo") return Part::lo;
    if (name == "pcrel_hi") return Part::pcrel_hi;
    if (name == "pcrel_lo") return Part::pcrel_lo;
    if (name == "tprel_hi") return Part::tprel_hi;
    if (name == "tprel_lo") return Part::tprel_lo;
    if (name == "tprel_add") return Part::tprel_add;
    return std::nullopt;
}

bool parse_immediate(Unit& unit, Immediate& immediate) {
    unit.in.blanks();
    immediate.spot = unit.in.spot();
    immediate.part = Part::plain;
    if (unit.in.accept('%')) {
        const std::string_view name = unit.in.name();
        const auto part = part_named(name);
        if (!part)
            return unit.fail(immediate.spot,
                             "unknown modifier '%" + std::string(name) +
                                 "'; known are %hi %lo %pcrel_hi %pcrel_lo %tprel_hi %tprel_lo %tprel_add");
        immediate.part = *part;
        if (!unit.in.accept('(')) return unit.expected("'(' after %" + std::string(name));
    }
    const auto value = parse_expression(unit);
    if (!value) return false;
    immediate.value = *value;
    if (immediate.part != Part::plain && !unit.in.accept(')')) return unit.expected("')'");
    return true;
}

// ( register ) : takes it, or takes nothing.
static bool accept_base(Unit& unit, std::uint8_t& base) {
    Scanner ahead = unit.in;
    if (!ahead.accept('(') || register_number(ahead.name()) < 0) return false;
    unit.in.accept('(');
    return parse_register(unit, base);
}

bool parse_address(Unit& unit, Operands& operands, bool& bare) {
    bare = false;
    unit.in.blanks();
    operands.imm = Immediate::number(0, unit.in.spot());
    const std::size_t errors = unit.errors.size();
    bool based = accept_base(unit, operands.rs);
    if (!based && unit.errors.size() == errors) {
        if (!parse_immediate(unit, operands.imm)) return false;
        based = accept_base(unit, operands.rs);
        if (!based && unit.errors.size() == errors) {
            bare = true;
            operands.rs = 0;
            if (operands.imm.part != Part::plain) return unit.expected("a base register in parentheses");
            return true;
        }
    }
    if (!based) return false;
    return unit.in.accept(')') || unit.expected("')'");
}

bool parse_special(Unit& unit, Immediate& immediate) {
    unit.in.blanks();
    immediate = Immediate::number(0, unit.in.spot());
    Scanner ahead = unit.in;
    const std::string_view name = ahead.name();
    if (const SpecialRow* special = find_special(name)) {
        unit.in = ahead;
        immediate.value.addend = special->number;
        return true;
    }
    if (!name.empty() && unit.object.symbols[static_cast<std::size_t>(unit.find_symbol(name))].kind ==
                             Symbol::Kind::undefined) {
        Suggestion suggestion(name);
        for (const SpecialRow& r : special_table) suggestion.consider(r.name);
        return unit.fail(immediate.spot,
                         "'" + std::string(name) + "' is not a special register" + suggestion.text());
    }
    const auto number = parse_constant(unit, "the number of a special register");
    if (!number) return false;
    immediate.value.addend = *number;
    return true;
}

}  // namespace ringside::isa::assembler
