#include "isa/asm/directive.hpp"

#include "isa/asm/mnemonics.hpp"

namespace ringside::isa::assembler {

namespace {

// Where a directive counts.
enum class When : std::uint8_t {
    loaded,  // in sections that are loaded
    always,  // in debug sections too: it may leave them
};

struct DirectiveRow {
    std::string_view name;
    directive::Function function;
    When when = When::loaded;
};

constexpr DirectiveRow directives[] = {
    {".section", directive::section, When::always},
    {".text", directive::named_section, When::always},
    {".data", directive::named_section, When::always},
    {".bss", directive::named_section, When::always},
    {".rodata", directive::named_section, When::always},
    {".pushsection", directive::push_section, When::always},
    {".popsection", directive::pop_section, When::always},
    {".previous", directive::previous, When::always},

    {".byte", directive::integers},
    {".half", directive::integers},
    {".short", directive::integers},
    {".hword", directive::integers},
    {".2byte", directive::integers},
    {".word", directive::integers},
    {".long", directive::integers},
    {".int", directive::integers},
    {".4byte", directive::integers},
    {".dword", directive::integers},
    {".quad", directive::integers},
    {".8byte", directive::integers},
    {".ascii", directive::strings},
    {".asciz", directive::strings},
    {".string", directive::strings},
    {".zero", directive::space},
    {".space", directive::space},
    {".skip", directive::space},
    {".fill", directive::fill},
    {".org", directive::origin},
    {".align", directive::align},
    {".p2align", directive::align},
    {".balign", directive::align},
    {".uleb128", directive::leb},
    {".sleb128", directive::leb},

    {".globl", directive::binding},
    {".global", directive::binding},
    {".weak", directive::binding},
    {".local", directive::binding},
    {".hidden", directive::binding},
    {".internal", directive::binding},
    {".protected", directive::binding},
    {".type", directive::type},
    {".size", directive::size},
    {".comm", directive::common},
    {".common", directive::common},
    {".lcomm", directive::common},
    {".set", directive::set, When::always},
    {".equ", directive::set, When::always},
    {".equiv", directive::set, When::always},
    {".file", directive::file, When::always},
    {".loc", directive::loc},

    {".macro", directive::macro, When::always},
    {".endm", directive::stray_end, When::always},
    {".endr", directive::stray_end, When::always},
    {".rept", directive::repeat, When::always},
    {".irp", directive::repeat_for, When::always},
    {".irpc", directive::repeat_for, When::always},
    {".if", directive::condition, When::always},
    {".ifeq", directive::condition, When::always},
    {".ifne", directive::condition, When::always},
    {".iflt", directive::condition, When::always},
    {".ifle", directive::condition, When::always},
    {".ifgt", directive::condition, When::always},
    {".ifge", directive::condition, When::always},
    {".ifdef", directive::condition, When::always},
    {".ifndef", directive::condition, When::always},
    {".ifnotdef", directive::condition, When::always},
    {".ifb", directive::condition, When::always},
    {".ifnb", directive::condition, When::always},
    {".ifc", directive::condition, When::always},
    {".ifnc", directive::condition, When::always},
    {".elseif", directive::condition_else, When::always},
    {".else", directive::condition_else, When::always},
    {".endif", directive::condition_end, When::always},
    {".error", directive::message, When::always},
    {".err", directive::message, When::always},
    {".include", directive::refused, When::always},
    {".incbin", directive::refused, When::always},

    {".end", directive::end, When::always},

    {".option", directive::ignored},
    {".attribute", directive::ignored},
    {".ident", directive::ignored},
    {".addrsig", directive::ignored},
    {".addrsig_sym", directive::ignored},
    {".altmacro", directive::ignored},
    {".noaltmacro", directive::ignored},
    {".print", directive::ignored},
    {".warning", directive::ignored},
    {".version", directive::ignored},
};

constexpr NameTable<256> make_names() {
    NameTable<256> names;
    std::uint16_t number = 0;
    for (const DirectiveRow& r : directives) names.add(r.name, number++);
    return names;
}
constexpr NameTable<256> names = make_names();

}  // namespace

bool is_conditional(std::string_view name) {
    return name.substr(0, 3) == ".if" || name == ".else" || name == ".elseif" || name == ".endif";
}

bool assemble_directive(Unit& unit, std::string_view name, Spot at) {
    const int number = names.find(name);
    if (number < 0) {
        if (unit.skipping || name.substr(0, 5) == ".cfi_") return directive::ignored(unit, name, at);
        Suggestion suggestion(name);
        for (const DirectiveRow& r : directives) suggestion.consider(r.name);
        return unit.fail(at, "unknown directive '" + std::string(name) + "'" + suggestion.text());
    }
    const DirectiveRow& r = directives[number];
    if (unit.skipping && r.when == When::loaded) return directive::ignored(unit, name, at);
    unit.mnemonic = name;
    unit.usage = {};
    if (!r.function(unit, name, at)) return false;
    return true;
}

bool parse_name(Unit& unit, std::string_view& name) {
    unit.in.blanks();
    if (unit.in.peek() == '"') {
        const char* start = unit.in.position() + 1;
        unit.in.advance();
        while (!unit.in.at_end() && unit.in.peek() != '"' && unit.in.peek() != '\n') unit.in.advance();
        name = unit.in.since(start);
        return unit.in.accept('"') || unit.expected("'\"'");
    }
    name = unit.in.name();
    return !name.empty() || unit.expected("a symbol's name");
}

bool parse_string(Unit& unit, std::string& text) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    if (!unit.in.accept('"')) return unit.expected("a string in double quotes");
    text.clear();
    while (const auto c = unit.in.character('"')) text.push_back(static_cast<char>(*c));
    if (unit.in.peek() != '"')
        return unit.fail(at, "this string does not end on its line; close it with '\"'");
    unit.in.advance();
    return true;
}

}  // namespace ringside::isa::assembler
