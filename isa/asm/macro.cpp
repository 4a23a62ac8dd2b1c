// Macros, repetition and conditional assembly. An expansion is text: it is made, then read like the source itself.
#include "isa/asm/directive.hpp"
#include "isa/asm/expression.hpp"

namespace ringside::isa::assembler {

namespace {

constexpr int most_depth = 50;                     // of macros that use macros
constexpr std::size_t most_expansion = 16u << 20;  // bytes of expanded text

// Reads `text` in place of the source for a while.
bool assemble_expansion(Unit& unit, std::string text, std::uint32_t first_line, std::string note, Spot at) {
    if (unit.depth >= most_depth) return unit.fail(at, "macros are nested too deeply; does one use itself?");
    unit.expansion_bytes += text.size();
    if (unit.expansion_bytes > most_expansion)
        return unit.fail(at, "macros and repetitions expand to too much text");
    unit.expansions.push_back(std::move(text));
    const Scanner outer = unit.in;
    const std::string outer_note = unit.expansion_note;
    unit.in = Scanner(unit.expansions.back(), first_line);
    unit.expansion_note = std::move(note);
    ++unit.depth;
    assemble_statements(unit);
    --unit.depth;
    unit.expansion_note = outer_note;
    unit.in = outer;
    return true;
}

// The lines up to the directive `end` that matches, with nested `begin`s; the cursor ends up behind `end`.
bool take_body(Unit& unit, bool (*begins)(std::string_view), std::string_view end, Spot at,
               std::string_view& body, std::uint32_t& first_line) {
    unit.in.to_statement_end();
    unit.in.next_statement();
    first_line = unit.in.spot().line;
    const char* start = unit.in.position();
    for (int nested = 0; !unit.in.at_end(); unit.in.next_statement()) {
        const char* statement = unit.in.position();
        const std::string_view name = unit.in.name();
        if (begins(name)) ++nested;
        if (name == end && nested-- == 0) {
            body = {start, static_cast<std::size_t>(statement - start)};
            return true;
        }
    }
    return unit.fail(at, "this has no " + std::string(end));
}

bool begins_macro(std::string_view name) { return name == ".macro"; }
bool begins_repeat(std::string_view name) { return name == ".rept" || name == ".irp" || name == ".irpc"; }

// One argument: up to a comma or a blank outside quotes and parentheses; quotes around the whole are taken off.
std::string take_argument(Unit& unit, bool rest) {
    unit.in.blanks();
    std::string text;
    if (!rest && unit.in.peek() == '"') {
        const char* start = unit.in.position();
        unit.in.advance();
        while (!unit.in.at_end() && unit.in.peek() != '"' && unit.in.peek() != '\n') unit.in.advance();
        text = unit.in.since(start + 1);
        unit.in.accept('"');
        return text;
    }
    const char* start = unit.in.position();
    for (int depth = 0; !unit.in.at_statement_end(); unit.in.advance()) {
        const char c = unit.in.peek();
        if (c == '(') ++depth;
        if (c == ')') --depth;
        if (c == ',' && depth <= 0 && !rest) break;
    }
    text = unit.in.since(start);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.pop_back();
    return text;
}

// The body with \name, \@ and \() replaced.
std::string substitute(std::string_view body, const std::vector<Macro::Parameter>& parameters,
                       const std::vector<std::string>& arguments, std::uint32_t count) {
    std::string out;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body[i] != '\\' || i + 1 == body.size()) {
            out.push_back(body[i]);
            continue;
        }
        if (body[i + 1] == '@') {
            out += std::to_string(count);
            ++i;
            continue;
        }
        if (body.substr(i + 1, 2) == "()") {
            i += 2;
            continue;
        }
        std::size_t length = 0;
        while (i + 1 + length < body.size() && continues_name(body[i + 1 + length]) &&
               body[i + 1 + length] != '.')
            ++length;
        bool found = false;
        for (std::size_t p = 0; p < parameters.size() && !found; ++p) {
            if (parameters[p].name != body.substr(i + 1, length)) continue;
            out += arguments[p];
            found = true;
        }
        if (found)
            i += length;
        else
            out.push_back(body[i]);
    }
    return out;
}

// Positional and name=value arguments, then presets.
bool take_arguments(Unit& unit, std::string_view name, const Macro& macro, Spot at,
                    std::vector<std::string>& arguments) {
    arguments.assign(macro.parameters.size(), "");
    std::vector<bool> given(macro.parameters.size());
    std::size_t position = 0;
    unit.in.blanks();
    while (!unit.in.at_statement_end()) {
        Scanner ahead = unit.in;
        const std::string_view key = ahead.name();
        std::size_t index = position;
        if (!key.empty() && ahead.accept('=') && ahead.peek() != '=') {
            index = 0;
            while (index < arguments.size() && macro.parameters[index].name != key) ++index;
            if (index < arguments.size())
                unit.in = ahead;
            else
                index = position;
        }
        if (index >= arguments.size())
            return unit.fail_here("macro '" + std::string(name) + "' takes " +
                                  std::to_string(arguments.size()) +
                                  (arguments.size() == 1 ? " argument" : " arguments"));
        arguments[index] = take_argument(unit, macro.parameters[index].rest);
        given[index] = true;
        ++position;
        if (!unit.in.accept(',')) break;
        unit.in.blanks();
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (given[i] && !arguments[i].empty()) continue;
        if (macro.parameters[i].required)
            return unit.fail(at, "macro '" + std::string(name) + "' needs its argument '" +
                                     macro.parameters[i].name + "'");
        arguments[i] = macro.parameters[i].preset;
    }
    return true;
}

}  // namespace

bool expand_macro(Unit& unit, std::string_view name, Spot at, bool& found) {
    const auto it = unit.macros.find(name);
    found = it != unit.macros.end();
    if (!found) return true;
    const Macro& macro = it->second;
    std::vector<std::string> arguments;
    if (!take_arguments(unit, name, macro, at, arguments)) return false;
    unit.in.blanks();
    if (!unit.in.at_statement_end()) return unit.expected("the end of the macro's arguments");
    const std::string note = ", in macro '" + std::string(name) + "' used at line " + std::to_string(at.line);
    return assemble_expansion(unit,
                              substitute(macro.body, macro.parameters, arguments, unit.expansion_count++),
                              macro.first_line, note, at);
}

namespace directive {

// .macro name parameter, parameter=preset, parameter:req, parameter:vararg
bool macro(Unit& unit, std::string_view, Spot at) {
    std::string_view name;
    if (!parse_name(unit, name)) return false;
    Macro m;
    unit.in.accept(',');
    for (unit.in.blanks(); !unit.in.at_statement_end(); unit.in.blanks()) {
        std::string_view word;
        if (!parse_name(unit, word)) return false;
        Macro::Parameter parameter;
        parameter.name = word;
        if (unit.in.accept(':')) {
            const std::string_view kind = unit.in.name();
            parameter.required = kind == "req";
            parameter.rest = kind == "vararg";
        }
        if (unit.in.accept('=')) parameter.preset = take_argument(unit, false);
        m.parameters.push_back(std::move(parameter));
        unit.in.accept(',');
    }
    if (!take_body(unit, begins_macro, ".endm", at, m.body, m.first_line)) return false;
    if (!unit.macros.try_emplace(name, std::move(m)).second)
        return unit.fail(at, "macro '" + std::string(name) + "' is defined twice");
    return true;
}

bool stray_end(Unit& unit, std::string_view name, Spot at) {
    return unit.fail(at,
                     std::string(name) + (name == ".endm" ? " without .macro" : " without .rept or .irp"));
}

bool repeat(Unit& unit, std::string_view, Spot at) {
    const auto count = parse_constant(unit, "the count");
    std::string_view body;
    std::uint32_t first_line = 0;
    if (!take_body(unit, begins_repeat, ".endr", at, body, first_line) || !count) return false;
    for (std::int64_t i = 0; i < *count && !unit.too_many_errors(); ++i) {
        const std::string note = ", in the .rept of line " + std::to_string(at.line);
        if (!assemble_expansion(unit, std::string(body), first_line, note, at)) return false;
    }
    return true;
}

// .irp name, value, value…: once per value. .irpc name, letters: once per letter.
bool repeat_for(Unit& unit, std::string_view directive_name, Spot at) {
    std::string_view name, body;
    if (!parse_name(unit, name)) return false;
    std::vector<std::string> values;
    for (unit.in.accept(','), unit.in.blanks(); !unit.in.at_statement_end(); unit.in.blanks()) {
        values.push_back(take_argument(unit, false));
        if (!unit.in.accept(',')) break;
    }
    if (directive_name == ".irpc" && !values.empty()) {
        const std::string letters = values[0];
        values.clear();
        for (const char c : letters) values.emplace_back(1, c);
    }
    std::uint32_t first_line = 0;
    if (!take_body(unit, begins_repeat, ".endr", at, body, first_line)) return false;
    Macro::Parameter parameter;
    parameter.name = name;
    const std::string note =
        ", in the " + std::string(directive_name) + " of line " + std::to_string(at.line);
    for (const std::string& value : values)
        if (!assemble_expansion(unit, substitute(body, {parameter}, {value}, 0), first_line, note, at))
            return false;
    return true;
}

namespace {

bool test_condition(Unit& unit, std::string_view name, bool& holds) {
    if (name == ".ifdef" || name == ".ifndef" || name == ".ifnotdef") {
        std::string_view symbol;
        if (!parse_name(unit, symbol)) return false;
        const Symbol& s = unit.object.symbols[static_cast<std::size_t>(unit.find_symbol(symbol))];
        holds = (s.kind != Symbol::Kind::undefined) == (name == ".ifdef");
        return true;
    }
    if (name == ".ifb" || name == ".ifnb") {
        unit.in.blanks();
        holds = unit.in.at_statement_end() == (name == ".ifb");
        return directive::ignored(unit, name, {});
    }
    if (name == ".ifc" || name == ".ifnc") {
        const std::string a = take_argument(unit, false);
        if (!unit.in.accept(',')) return unit.expected("','");
        holds = (a == take_argument(unit, false)) == (name == ".ifc");
        return true;
    }
    const auto v = parse_constant(unit, "a condition");
    if (!v) return false;
    const std::string_view test = name.substr(name[1] == 'i' ? 3 : 7);  // behind .if or .elseif
    holds = test == "eq"   ? *v == 0
            : test == "lt" ? *v < 0
            : test == "le" ? *v <= 0
            : test == "gt" ? *v > 0
            : test == "ge" ? *v >= 0
                           : *v != 0;
    return true;
}

}  // namespace

bool condition(Unit& unit, std::string_view name, Spot at) {
    Conditional c;
    c.outer = unit.active();
    c.spot = at;
    c.active = false;
    bool good = true;
    if (c.outer)
        good = test_condition(unit, name, c.active);
    else
        unit.in.to_statement_end();
    c.taken = c.active || !good;
    unit.conditionals.push_back(c);
    return good;
}

bool condition_else(Unit& unit, std::string_view name, Spot at) {
    if (unit.conditionals.size() <= unit.conditional_floor)
        return unit.fail(at, std::string(name) + " without .if");
    Conditional& c = unit.conditionals.back();
    bool holds = c.outer && !c.taken;
    bool good = true;
    if (name == ".elseif" && holds)
        good = test_condition(unit, name, holds);
    else if (name == ".elseif")
        unit.in.to_statement_end();
    c.active = holds && good;
    c.taken = c.taken || holds;
    return good;
}

bool condition_end(Unit& unit, std::string_view, Spot at) {
    if (unit.conditionals.size() <= unit.conditional_floor) return unit.fail(at, ".endif without .if");
    unit.conditionals.pop_back();
    return true;
}

}  // namespace directive

}  // namespace ringside::isa::assembler
