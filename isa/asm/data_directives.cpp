// Directives that put bytes into the current section.
#include "isa/asm/directive.hpp"
#include "isa/asm/expression.hpp"

namespace ringside::isa::assembler::directive {

namespace {

unsigned integer_bytes(std::string_view name) {
    if (name == ".byte") return 1;
    if (name == ".half" || name == ".short" || name == ".hword" || name == ".2byte") return 2;
    if (name == ".dword" || name == ".quad" || name == ".8byte") return 8;
    return 4;
}

FixupKind data_fixup(unsigned bytes) {
    return bytes == 1   ? FixupKind::data8
           : bytes == 2 ? FixupKind::data16
           : bytes == 4 ? FixupKind::data32
                        : FixupKind::data64;
}

bool emit_integer(Unit& unit, const Value& value, unsigned bytes, Spot at) {
    if (!value.is_constant()) {
        if (unit.section().zero) return unit.fail(at, "this section holds zeros only; put values in .data");
        unit.add_fixup(data_fixup(bytes), value, at);
        return unit.emit(0, bytes);
    }
    const std::int64_t n = value.addend;
    const std::int64_t span = std::int64_t{1} << (bytes < 8 ? 8 * bytes : 62);
    if (bytes < 8 && (n < -span / 2 || n >= span))
        return unit.fail(at, std::to_string(n) + " does not fit in " + std::to_string(bytes) +
                                 (bytes == 1 ? " byte" : " bytes"));
    return unit.emit(static_cast<std::uint64_t>(n), bytes);
}

// A fill byte after a comma, zero if there is none.
bool optional_fill(Unit& unit, std::uint8_t& fill, bool& given) {
    given = false;
    unit.in.blanks();
    if (!unit.in.accept(',')) return true;
    unit.in.blanks();
    if (unit.in.peek() == ',' || unit.in.at_statement_end()) return true;
    const auto value = parse_constant(unit, "the fill value");
    if (!value) return false;
    fill = static_cast<std::uint8_t>(*value);
    given = true;
    return true;
}

}  // namespace

bool integers(Unit& unit, std::string_view name, Spot) {
    const unsigned bytes = integer_bytes(name);
    do {
        unit.in.blanks();
        const Spot at = unit.in.spot();
        const auto value = parse_expression(unit);
        if (!value || !emit_integer(unit, *value, bytes, at)) return false;
    } while (unit.in.accept(','));
    return true;
}

bool strings(Unit& unit, std::string_view name, Spot) {
    std::string text;
    do {
        if (!parse_string(unit, text)) return false;
        if (name != ".ascii") text.push_back('\0');
        for (const char c : text)
            if (!unit.emit(static_cast<unsigned char>(c), 1)) return false;
        unit.in.blanks();
    } while (unit.in.accept(',') || (name == ".ascii" && unit.in.peek() == '"'));
    return true;
}

// .space and its names: a size, which may depend on where things end up, and a fill byte.
bool space(Unit& unit, std::string_view, Spot) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    const auto size = parse_expression(unit);
    std::uint8_t byte = 0;
    bool given = false;
    if (!size || !optional_fill(unit, byte, given)) return false;
    if (size->is_constant()) {
        if (size->addend < 0)
            return unit.fail(at, "a size cannot be negative (" + std::to_string(size->addend) + ")");
        return unit.emit_zeros(static_cast<std::uint64_t>(size->addend), byte);
    }
    Site site;
    site.kind = SiteKind::skip;
    site.fill = byte;
    site.amount = static_cast<std::uint32_t>(unit.section().values.size());
    site.spot = at;
    unit.section().values.push_back(*size);
    unit.add_site(site);
    return true;
}

// .org offset: goes on at this offset of the section, or at a label of it.
bool origin(Unit& unit, std::string_view, Spot) {
    unit.in.blanks();
    Site site;
    site.kind = SiteKind::skip;
    site.spot = unit.in.spot();
    auto target = parse_expression(unit);
    bool given = false;
    if (!target || !optional_fill(unit, site.fill, given)) return false;
    if (target->minus != Value::none)
        return unit.fail(site.spot, ".org wants an offset or a label of this section");
    if (target->is_constant()) target->plus = unit.section_start();
    target->minus = unit.dot();
    *target = fold(unit, *target);
    site.amount = static_cast<std::uint32_t>(unit.section().values.size());
    unit.section().values.push_back(*target);
    unit.add_site(site);
    return true;
}

// .fill repeat, size, value
bool fill(Unit& unit, std::string_view, Spot) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    const auto count = parse_constant(unit, "the count");
    std::int64_t size = 1, value = 0;
    if (!count) return false;
    if (unit.in.accept(',')) {
        const auto v = parse_constant(unit, "the size");
        if (!v) return false;
        size = *v;
    }
    if (unit.in.accept(',')) {
        const auto v = parse_constant(unit, "the value");
        if (!v) return false;
        value = *v;
    }
    if (*count < 0 || size < 0 || size > 8)
        return unit.fail(at, ".fill wants a count and a size of 0..8 bytes");
    if (size == 0) return true;
    const std::uint64_t bytes = static_cast<std::uint64_t>(*count) * static_cast<std::uint64_t>(size);
    if (value == 0 || *count > 0x7fffffff || !unit.has_room(bytes)) return unit.emit_zeros(bytes);
    for (std::int64_t i = 0; i < *count; ++i)
        if (!unit.emit(static_cast<std::uint64_t>(value), static_cast<unsigned>(size))) return false;
    return true;
}

// .align n and .p2align n: to a multiple of 2^n. .balign n: to a multiple of n. Then a fill byte and a limit.
bool align(Unit& unit, std::string_view name, Spot) {
    unit.in.blanks();
    const Spot at = unit.in.spot();
    const auto operand = parse_constant(unit, "an alignment");
    Site site;
    site.spot = at;
    bool given = false;
    if (!operand || !optional_fill(unit, site.fill, given)) return false;
    std::int64_t amount = *operand;
    if (name != ".balign") {
        if (amount < 0 || amount > 16)
            return unit.fail(at, std::string(name) + " takes a power of two, 0..16; use .balign for bytes");
        amount = std::int64_t{1} << amount;
    }
    if (amount == 0) amount = 1;
    if (amount < 0 || amount > 65536 || (amount & (amount - 1)) != 0)
        return unit.fail(at, "an alignment must be a power of two up to 65536");
    if (unit.in.accept(',')) {
        const auto most = parse_constant(unit, "the limit");
        if (!most) return false;
        if (*most > 0 && *most < 65536) site.most = static_cast<std::uint32_t>(*most);
    }
    Section& s = unit.section();
    if (amount == 1) return true;
    site.amount = static_cast<std::uint32_t>(amount);
    site.fill_with_nops = s.exec && !given;
    // Where the place is known, padding is plain bytes.
    if (s.sites.empty() && s.align >= site.amount && site.amount <= 4 && (s.size & (site.amount - 1)) == 0)
        return true;
    unit.add_site(site);
    return true;
}

bool leb(Unit& unit, std::string_view name, Spot) {
    do {
        unit.in.blanks();
        Site site;
        site.kind = name == ".uleb128" ? SiteKind::uleb : SiteKind::sleb;
        site.spot = unit.in.spot();
        const auto value = parse_expression(unit);
        if (!value) return false;
        if (unit.section().zero)
            return unit.fail(site.spot, "this section holds zeros only; put values in .data");
        site.amount = static_cast<std::uint32_t>(unit.section().values.size());
        unit.section().values.push_back(*value);
        unit.add_site(site);
    } while (unit.in.accept(','));
    return true;
}

}  // namespace ringside::isa::assembler::directive
