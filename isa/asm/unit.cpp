#include "isa/asm/unit.hpp"

#include <algorithm>

namespace ringside::isa::assembler {

Unit::Unit(std::string_view name, std::string_view text) : in(text, 1) {
    object.name = name;
    object.files.emplace_back(name);
    symbols_.reserve(text.size() / 64);
    current = previous = find_section(".text", "");
    section().exec = true;
}

// --- messages ---

bool Unit::fail(Spot at, std::string message) {
    if (too_many_errors()) return false;
    errors.push_back({object.name, static_cast<int>(at.line), static_cast<int>(at.column),
                      std::move(message) + expansion_note});
    return false;
}

bool Unit::fail_here(std::string message) {
    in.blanks();
    return fail(in.spot(), std::move(message));
}

bool Unit::expected(const std::string& what) {
    std::string message = what + " expected here";
    if (!mnemonic.empty() && mnemonic[0] != '.') {
        message.append("; write: ").append(mnemonic);
        if (!usage.empty()) message.append(" ").append(usage);
    }
    return fail_here(std::move(message));
}

// --- sections ---

std::uint32_t Unit::find_section(std::string_view name, std::string_view group) {
    std::string key(name);
    if (!group.empty()) key.append(1, '\n').append(group);
    const auto [it, added] =
        sections_.try_emplace(std::move(key), static_cast<std::uint32_t>(object.sections.size()));
    if (added) {
        Section s;
        s.name = name;
        s.group = group;
        object.sections.push_back(std::move(s));
        aligned_at_.push_back(0);
    }
    return it->second;
}

void Unit::select(std::uint32_t section_index, bool skip) {
    previous = current;
    previous_skipping = skipping;
    current = section_index;
    skipping = skip;
}

// --- contents ---

bool Unit::has_room(std::uint64_t bytes) const {
    const Section& s = object.sections[current];
    return s.zero ? bytes <= most_zeros - s.size : bytes <= most_bytes - total_size_;
}

bool Unit::room(std::uint64_t bytes) {
    if (has_room(bytes)) {
        if (!section().zero) total_size_ += bytes;
        return true;
    }
    return fail(statement,
                std::to_string(bytes) + " more bytes make section '" + section().name + "' too large");
}

bool Unit::emit(std::uint64_t value, unsigned bytes) {
    Section& s = section();
    if (s.zero) {
        if (value != 0)
            return fail(statement, "section '" + s.name + "' holds zeros only; put values in .data");
        return emit_zeros(bytes);
    }
    if (!room(bytes)) return false;
    for (unsigned i = 0; i < bytes; ++i) s.bytes.push_back(static_cast<std::uint8_t>(value >> 8 * i));
    s.size += bytes;
    return true;
}

bool Unit::emit_zeros(std::uint64_t count, std::uint8_t fill) {
    Section& s = section();
    if (s.zero && fill != 0)
        return fail(statement, "section '" + s.name + "' holds zeros only; put values in .data");
    if (!room(count)) return false;
    s.size += static_cast<std::uint32_t>(count);
    if (!s.zero) s.bytes.resize(s.size, fill);
    return true;
}

void Unit::mark_line() {
    const std::uint32_t file = explicit_lines ? loc_file : 0;
    const std::uint32_t line = explicit_lines ? loc_line : statement.line;
    std::vector<LineMark>& lines = section().lines;
    if (line == 0 || (!lines.empty() && lines.back().file == file && lines.back().line == line)) return;
    lines.push_back({here(), file, line});
}

bool Unit::emit_word(std::uint32_t instruction) {
    Section& s = section();
    if (!s.exec && s.zero) return fail(statement, "section '" + s.name + "' cannot hold instructions");
    if (((s.size - aligned_at_[current]) & 3) != 0)
        return fail(statement, "this instruction is not at a multiple of 4; put .align 2 before it");
    s.align = std::max(s.align, 4u);
    mark_line();
    return emit(instruction, 4);
}

void Unit::add_fixup(FixupKind kind, const Value& value, Spot spot, std::uint8_t scratch) {
    for (const std::int32_t index : {value.plus, value.minus}) {
        if (index == Value::none) continue;
        Symbol& symbol = object.symbols[static_cast<std::size_t>(index)];
        if (!symbol.referenced) symbol.used = spot;
        symbol.referenced = true;
    }
    Fixup fixup;
    fixup.kind = kind;
    fixup.scratch = scratch;
    fixup.place = here();
    fixup.value = value;
    fixup.spot = spot;
    section().fixups.push_back(fixup);
}

void Unit::add_site(const Site& site) {
    Section& s = section();
    if (site.kind == SiteKind::align) s.align = std::max(s.align, site.amount);
    if (site.kind != SiteKind::grow && (site.kind != SiteKind::align || site.amount >= 4))
        aligned_at_[current] = s.size;
    s.sites.push_back(site);
    s.sites.back().offset = s.size;
}

// --- symbols ---

std::int32_t Unit::find_symbol(std::string_view name) {
    const auto [it, added] = symbols_.try_emplace(name, static_cast<std::int32_t>(object.symbols.size()));
    if (added) {
        object.symbols.emplace_back();
        object.symbols.back().name = name;
    }
    return it->second;
}

std::string Unit::where_defined(const Symbol& symbol) const {
    return object.name + ":" + std::to_string(symbol.defined.line) + ":" +
           std::to_string(symbol.defined.column);
}

bool Unit::define_label(std::string_view name, Spot at) {
    const auto index = static_cast<std::size_t>(find_symbol(name));
    Symbol& symbol = object.symbols[index];
    if (symbol.kind != Symbol::Kind::undefined)
        return fail(at,
                    "'" + std::string(name) + "' is defined twice; the first is at " + where_defined(symbol));
    symbol.kind = Symbol::Kind::label;
    symbol.section = current;
    symbol.place = here();
    symbol.defined = at;
    if (section().thread_local_) symbol.type = SymbolType::thread_local_object;
    return true;
}

void Unit::define_local_label(std::string_view digits, Spot at) {
    LocalLabel& label = local_labels_[digits];
    if (label.next == -1) {
        label.next = static_cast<std::int32_t>(object.symbols.size());
        object.symbols.emplace_back();
    }
    Symbol& symbol = object.symbols[static_cast<std::size_t>(label.next)];
    symbol.kind = Symbol::Kind::label;
    symbol.section = current;
    symbol.place = here();
    symbol.defined = at;
    label.last = label.next;
    label.next = -1;
}

std::int32_t Unit::local_label(std::string_view digits, bool forward, Spot at) {
    LocalLabel& label = local_labels_[digits];
    if (!forward) return label.last;
    if (label.next == -1) {
        label.next = static_cast<std::int32_t>(object.symbols.size());
        object.symbols.emplace_back();
        object.symbols.back().used = at;
    }
    return label.next;
}

std::int32_t Unit::dot() {
    Symbol symbol;
    symbol.kind = Symbol::Kind::label;
    symbol.section = current;
    symbol.place = here();
    object.symbols.push_back(std::move(symbol));
    return static_cast<std::int32_t>(object.symbols.size()) - 1;
}

std::int32_t Unit::section_start() {
    const std::int32_t index = dot();
    object.symbols[static_cast<std::size_t>(index)].place = {};
    return index;
}

void Unit::finish() {
    for (const auto& [digits, label] : local_labels_) {
        if (label.next == -1) continue;
        const std::string number(digits);
        fail(object.symbols[static_cast<std::size_t>(label.next)].used,
             "no label '" + number + ":' follows this '" + number + "f'");
    }
    for (const Conditional& open : conditionals) fail(open.spot, "this .if has no .endif");
    if (in.open_comment().line != 0) fail(in.open_comment(), "a /* comment is never closed");
    std::sort(errors.begin(), errors.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
}

}  // namespace ringside::isa::assembler
