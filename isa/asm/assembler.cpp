#include "isa/asm/assembler.hpp"

#include "isa/asm/directive.hpp"
#include "isa/asm/instruction.hpp"
#include "isa/asm/unit.hpp"

namespace ringside::isa::assembler {

namespace {

// `12:` at the start of a statement.
bool take_local_label(Unit& unit, Spot at) {
    Scanner ahead = unit.in;
    const std::string_view digits = ahead.digits();
    if (digits.empty() || !ahead.accept(':')) return false;
    unit.in = ahead;
    if (unit.active() && !unit.skipping) unit.define_local_label(digits, at);
    return true;
}

// A statement that begins with a name, which has been read.
bool assemble_named(Unit& unit, std::string_view name, Spot at) {
    if (!unit.active()) {
        if (is_conditional(name)) return assemble_directive(unit, name, at);
        unit.in.to_statement_end();
        return true;
    }
    unit.in.blanks();
    if (unit.in.peek() == '=' && unit.in.peek(1) != '=') {
        unit.in.advance();
        return assign_symbol(unit, name, at, false);
    }
    if (!unit.macros.empty()) {
        bool found = false;
        const bool good = expand_macro(unit, name, at, found);
        if (found) return good;
    }
    if (name[0] == '.') return assemble_directive(unit, name, at);
    if (unit.skipping) {
        unit.in.to_statement_end();
        return true;
    }
    return assemble_instruction(unit, name, at);
}

// Labels, then at most one directive, instruction or assignment. False: complained, the rest is to be skipped.
bool assemble_statement(Unit& unit) {
    for (;;) {
        unit.in.blanks();
        if (unit.in.at_statement_end()) return true;
        const Spot at = unit.statement = unit.in.spot();
        unit.mnemonic = {};
        if (take_local_label(unit, at)) continue;
        std::string_view name = unit.in.name();
        if (name.empty() && unit.in.peek() == '"' && !parse_name(unit, name)) return false;
        if (name.empty()) {
            if (!unit.active() || unit.skipping) return false;
            return unit.fail(at, "an instruction, a directive or a label is expected here");
        }
        if (unit.in.accept(':')) {
            if (unit.active() && !unit.skipping && !unit.define_label(name, at)) return false;
            continue;
        }
        return assemble_named(unit, name, at);
    }
}

}  // namespace

void assemble_statements(Unit& unit) {
    const std::size_t floor = unit.conditional_floor;
    unit.conditional_floor = unit.conditionals.size();
    while (!unit.in.at_end() && !unit.too_many_errors()) {
        if (unit.skipping && unit.active()) unit.in.skip_data_lines();
        const bool good = assemble_statement(unit);
        unit.in.blanks();
        if (good && !unit.in.at_statement_end()) {
            const char* start = unit.in.position();
            const Spot at = unit.in.spot();
            unit.in.to_statement_end();
            unit.fail(at,
                      "'" + std::string(unit.in.since(start)) + "' is too much at the end of this statement");
        }
        unit.in.next_statement();
    }
    while (unit.conditionals.size() > unit.conditional_floor && unit.depth > 0) {
        unit.fail(unit.conditionals.back().spot, "this .if has no .endif");
        unit.conditionals.pop_back();
    }
    unit.conditional_floor = floor;
}

Result<Object> assemble(std::string_view name, std::string_view text) {
    Unit unit(name, text);
    assemble_statements(unit);
    unit.finish();
    if (!unit.errors.empty()) return std::move(unit.errors);
    return std::move(unit.object);
}

}  // namespace ringside::isa::assembler
