// .section and its kin: names, flags, types, groups.
#include "isa/asm/directive.hpp"
#include "isa/asm/expression.hpp"

namespace ringside::isa::assembler::directive {

namespace {

struct Flags {
    bool alloc = false, write = false, exec = false, zero = false, thread_local_ = false, merge = false,
         strings = false, grouped = false, linked = false;
};

struct KnownSection {
    std::string_view stem;  // the name itself, or followed by a dot and more
    Flags flags;
};

// What a section is when .section names no flags.
constexpr KnownSection known_sections[] = {
    {".text", {true, false, true}},
    {".init", {true, false, true}},
    {".fini", {true, false, true}},
    {".rodata", {true}},
    {".srodata", {true}},
    {".data", {true, true}},
    {".sdata", {true, true}},
    {".bss", {true, true, false, true}},
    {".sbss", {true, true, false, true}},
    {".tdata", {true, true, false, false, true}},
    {".tbss", {true, true, false, true, true}},
    {".init_array", {true, true}},
    {".fini_array", {true, true}},
    {".preinit_array", {true, true}},
    {".eh_frame", {}},
    {".debug", {}},
    {".comment", {}},
    {".note", {}},
    {".riscv.attributes", {}},
    {".gnu", {}},
};

bool has_stem(std::string_view name, std::string_view stem) {
    if (name.substr(0, stem.size()) != stem) return false;
    return name.size() == stem.size() || name[stem.size()] == '.' || stem == ".debug";
}

const Flags* known(std::string_view name) {
    for (const KnownSection& s : known_sections)
        if (has_stem(name, s.stem)) return &s.flags;
    return nullptr;
}

bool read_flags(Unit& unit, Flags& flags) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    std::string letters;
    if (!parse_string(unit, letters)) return false;
    flags = {};
    for (const char c : letters) {
        switch (c) {
        case 'a': flags.alloc = true; break;
        case 'w': flags.write = true; break;
        case 'x': flags.exec = true; break;
        case 'T': flags.thread_local_ = true; break;
        case 'M': flags.merge = true; break;
        case 'S': flags.strings = true; break;
        case 'G': flags.grouped = true; break;
        case 'e': flags.alloc = false; break;
        case 'o': flags.linked = true; break;
        case 'R':
        case '?': break;
        default:
            return unit.fail(at, std::string("unknown section flag '") + c + "'; known are a w x T M S G");
        }
    }
    return true;
}

// The name may be quoted, and may hold characters that symbols may not.
bool section_name(Unit& unit, std::string_view& name) {
    unit.in.blanks();
    if (unit.in.peek() == '"') return parse_name(unit, name);
    const char* start = unit.in.position();
    while (continues_name(unit.in.peek()) || unit.in.peek() == '-' || unit.in.peek() == '+')
        unit.in.advance();
    name = unit.in.since(start);
    return !name.empty() || unit.expected("a section's name");
}

// , @type [, entry size] [, group [, comdat]]
bool read_type(Unit& unit, Flags& flags, std::uint32_t& entry_size, std::string_view& group) {
    if (unit.in.accept(',')) {
        if (!unit.in.accept('@') && !unit.in.accept('%')) return unit.expected("@progbits or @nobits");
        const std::string_view type = unit.in.name();
        flags.zero = type == "nobits";
    }
    if (flags.merge && unit.in.accept(',')) {
        const auto size = parse_constant(unit, "the entry size");
        if (!size) return false;
        entry_size = static_cast<std::uint32_t>(*size);
    }
    std::string_view other;  // the section that this one is about: ours are all kept
    if (flags.linked && unit.in.accept(',') && !parse_name(unit, other)) return false;
    if (flags.grouped) {
        if (!unit.in.accept(',')) return unit.expected("', group'");
        if (!parse_name(unit, group)) return false;
        std::string_view linkage;
        if (unit.in.accept(',') && !parse_name(unit, linkage)) return false;
    }
    return true;
}

bool select_section(Unit& unit, std::string_view name, std::string_view group, const Flags& flags,
                    std::uint32_t entry_size, Spot at) {
    const auto sections = unit.object.sections.size();
    const std::uint32_t index = unit.find_section(name, group);
    Section& s = unit.object.sections[index];
    const bool fresh = index == sections || (s.size == 0 && s.sites.empty());
    if (fresh) {
        s.write = flags.write;
        s.exec = flags.exec;
        s.zero = flags.zero;
        s.thread_local_ = flags.thread_local_;
        s.merge = flags.merge;
        s.strings = flags.strings;
        s.entry_size = entry_size;
    } else if (s.zero != flags.zero || s.write != flags.write || s.exec != flags.exec) {
        return unit.fail(at, "section '" + s.name + "' was opened before with other flags");
    }
    unit.select(index, !flags.alloc);
    return true;
}

}  // namespace

bool section(Unit& unit, std::string_view, Spot) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    std::string_view name, group;
    if (!section_name(unit, name)) return false;
    const Flags* usual = known(name);
    Flags flags = usual ? *usual : Flags{};
    std::uint32_t entry_size = 0;
    if (unit.in.accept(',')) {
        if (!read_flags(unit, flags) || !read_type(unit, flags, entry_size, group)) return false;
        flags.zero = flags.zero || (usual && usual->zero);
    } else if (!usual) {
        // Opened before with flags?
        for (std::uint32_t i = 0; i < unit.object.sections.size(); ++i) {
            if (unit.object.sections[i].name != name) continue;
            unit.select(i, false);
            return true;
        }
        return unit.fail(at, "section '" + std::string(name) + "' needs flags, as in .section " +
                                 std::string(name) + ",\"aw\" (a: loaded, w: written, x: executed)");
    }
    return select_section(unit, name, group, flags, entry_size, at);
}

bool named_section(Unit& unit, std::string_view name, Spot at) {
    unit.in.blanks();
    if (!unit.in.at_statement_end()) {
        const auto number = parse_constant(unit, "the subsection");
        if (!number) return false;
        if (*number != 0)
            return unit.fail(at, "numbered subsections are not supported; use .section with a name");
    }
    return select_section(unit, name, {}, *known(name), 0, at);
}

bool push_section(Unit& unit, std::string_view name, Spot at) {
    unit.pushed.push_back({unit.current, unit.previous, unit.skipping, unit.previous_skipping});
    if (section(unit, name, at)) return true;
    unit.pushed.pop_back();
    return false;
}

bool pop_section(Unit& unit, std::string_view, Spot at) {
    if (unit.pushed.empty()) return unit.fail(at, ".popsection without .pushsection");
    const Unit::Selected s = unit.pushed.back();
    unit.pushed.pop_back();
    unit.current = s.current;
    unit.previous = s.previous;
    unit.skipping = s.skipping;
    unit.previous_skipping = s.previous_skipping;
    return true;
}

bool previous(Unit& unit, std::string_view, Spot) {
    unit.select(unit.previous, unit.previous_skipping);
    return true;
}

}  // namespace ringside::isa::assembler::directive
