// Directives about symbols, source files and lines.
#include "isa/asm/directive.hpp"
#include "isa/asm/expression.hpp"

namespace ringside::isa::assembler {

bool assign_symbol(Unit& unit, std::string_view name, Spot at, bool once) {
    const auto value = parse_expression(unit);
    if (!value) return false;
    const std::int32_t index = unit.find_symbol(name);
    Symbol& symbol = unit.object.symbols[static_cast<std::size_t>(index)];
    if (symbol.kind != Symbol::Kind::undefined && (once || !symbol.assigned))
        return unit.fail(at, "'" + std::string(name) + "' is defined twice; the first is at " +
                                 unit.where_defined(symbol));
    if (value->plus == index || value->minus == index)
        return unit.fail(at, "'" + std::string(name) + "' is defined by itself");
    symbol.assigned = true;
    symbol.defined = at;
    const Symbol* target =
        value->plus == Value::none ? nullptr : &unit.object.symbols[static_cast<std::size_t>(value->plus)];
    if (target && value->minus == Value::none && value->addend == 0 && target->kind == Symbol::Kind::label) {
        symbol.kind = Symbol::Kind::label;
        symbol.section = target->section;
        symbol.place = target->place;
        if (symbol.type == SymbolType::none) symbol.type = target->type;
        return true;
    }
    symbol.kind = Symbol::Kind::value;
    symbol.value = *value;
    return true;
}

namespace directive {

namespace {
Symbol& symbol_named(Unit& unit, std::string_view name, Spot at) {
    Symbol& symbol = unit.object.symbols[static_cast<std::size_t>(unit.find_symbol(name))];
    if (symbol.used.line == 0) symbol.used = at;
    return symbol;
}
}  // namespace

bool binding(Unit& unit, std::string_view directive_name, Spot) {
    do {
        unit.in.blanks();
        const Spot at = unit.in.spot();
        std::string_view name;
        if (!parse_name(unit, name)) return false;
        Symbol& symbol = symbol_named(unit, name, at);
        if (directive_name == ".weak")
            symbol.binding = Binding::weak;
        else if (directive_name == ".local")
            symbol.declared_local = true;
        else if (directive_name[1] == 'g' && symbol.binding == Binding::local)
            symbol.binding = Binding::global;
    } while (unit.in.accept(','));
    return true;
}

bool type(Unit& unit, std::string_view, Spot) {
    std::string_view name;
    unit.in.blanks();
    const Spot at = unit.in.spot();
    if (!parse_name(unit, name) || (!unit.in.accept(',') && !unit.expected("','"))) return false;
    if (!unit.in.accept('@')) unit.in.accept('%');
    const std::string_view kind = unit.in.name();
    Symbol& symbol = symbol_named(unit, name, at);
    if (kind == "function" || kind == "gnu_indirect_function" || kind == "STT_FUNC")
        symbol.type = SymbolType::function;
    else if (kind == "object" || kind == "STT_OBJECT" || kind == "common" || kind == "gnu_unique_object")
        symbol.type = SymbolType::object;
    else if (kind == "tls_object")
        symbol.type = SymbolType::thread_local_object;
    else if (kind != "notype")
        return unit.expected("@function or @object");
    return true;
}

bool size(Unit& unit, std::string_view, Spot) {
    std::string_view name;
    unit.in.blanks();
    const Spot at = unit.in.spot();
    if (!parse_name(unit, name) || (!unit.in.accept(',') && !unit.expected("','"))) return false;
    const auto value = parse_expression(unit);
    if (!value) return false;
    symbol_named(unit, name, at).size = *value;
    return true;
}

// .comm name, size, alignment in bytes: one zeroed piece for all who ask. .lcomm: this file's own.
bool common(Unit& unit, std::string_view directive_name, Spot) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    std::string_view name;
    if (!parse_name(unit, name) || (!unit.in.accept(',') && !unit.expected("','"))) return false;
    const auto size = parse_constant(unit, "the size");
    if (!size) return false;
    std::int64_t align = *size >= 4 ? 4 : *size >= 2 ? 2 : 1;
    if (unit.in.accept(',')) {
        const auto given = parse_constant(unit, "the alignment");
        if (!given) return false;
        align = *given;
    }
    if (*size < 0 || *size > (1 << 30))
        return unit.fail(at, "a size of " + std::to_string(*size) + " bytes cannot be");
    if (align <= 0 || align > 65536 || (align & (align - 1)) != 0)
        return unit.fail(at, "an alignment must be a power of two up to 65536");
    Symbol& symbol = symbol_named(unit, name, at);
    if (symbol.kind != Symbol::Kind::undefined)
        return unit.fail(at, "'" + std::string(name) + "' is defined twice; the first is at " +
                                 unit.where_defined(symbol));
    // .local first makes a common symbol the file's own: the linker allocates it all the same.
    const bool local = directive_name == ".lcomm" || symbol.declared_local;
    symbol.kind = Symbol::Kind::common;
    symbol.value = Value::constant(*size);
    symbol.size = Value::constant(*size);
    symbol.align = static_cast<std::uint32_t>(align);
    symbol.type = SymbolType::object;
    symbol.defined = at;
    if (!local && symbol.binding == Binding::local) symbol.binding = Binding::global;
    return true;
}

bool set(Unit& unit, std::string_view directive_name, Spot) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    std::string_view name;
    if (!parse_name(unit, name) || (!unit.in.accept(',') && !unit.expected("','"))) return false;
    return assign_symbol(unit, name, at, directive_name == ".equiv");
}

// .file "name" | .file number "name" | .file number "directory" "name", with md5 and more behind.
bool file(Unit& unit, std::string_view name, Spot at) {
    unit.in.blanks();
    if (!is_digit(unit.in.peek())) return ignored(unit, name, at);
    const auto number = parse_constant(unit, "the file's number");
    std::string directory, path;
    if (!number || !parse_string(unit, path)) return false;
    unit.in.blanks();
    if (unit.in.peek() == '"') {
        directory = path;
        if (!parse_string(unit, path)) return false;
        // File 0 names the compiler's working directory, and its path is relative to that, as all others are.
        if (*number != 0 && !path.empty() && path[0] != '/' && !directory.empty())
            path = directory + "/" + path;
    }
    std::uint32_t index = 0;
    while (index < unit.object.files.size() && unit.object.files[index] != path) ++index;
    if (index == unit.object.files.size()) unit.object.files.push_back(path);
    unit.file_numbers[static_cast<std::uint32_t>(*number)] = index;
    return ignored(unit, name, at);
}

// .loc file line [column] [options]: for the instructions that follow.
bool loc(Unit& unit, std::string_view name, Spot at) {
    const auto number = parse_constant(unit, "the file's number");
    if (!number) return false;
    const auto line = parse_constant(unit, "the line");
    if (!line) return false;
    const auto found = unit.file_numbers.find(static_cast<std::uint32_t>(*number));
    if (found == unit.file_numbers.end())
        return unit.fail(at, "no .file directive has number " + std::to_string(*number));
    if (!unit.explicit_lines)
        for (Section& s : unit.object.sections) s.lines.clear();
    unit.explicit_lines = true;
    unit.loc_file = found->second;
    unit.loc_line = static_cast<std::uint32_t>(*line);
    return ignored(unit, name, at);
}

bool ignored(Unit& unit, std::string_view, Spot) {
    unit.in.to_statement_end();
    return true;
}

bool end(Unit& unit, std::string_view, Spot) {
    while (!unit.in.at_end()) unit.in.next_statement();
    return true;
}

bool message(Unit& unit, std::string_view name, Spot at) {
    std::string text = name == ".err" ? ".err" : "";
    if (name == ".error" && !parse_string(unit, text)) return false;
    return unit.fail(at, text);
}

bool refused(Unit& unit, std::string_view name, Spot at) {
    return unit.fail(at, std::string(name) +
                             " is not supported: give the assembler several sources, or --embed name=file");
}

}  // namespace directive

}  // namespace ringside::isa::assembler
