// Equal constants of mergeable sections (string literals, .rodata.cst8) are kept once.
//
// What compilers put there is reached through local labels, and each label's constant is used by itself. So every
// such label is made to mean a copy in the linker's own .rodata, and the section is left out.
#include <algorithm>

#include "isa/asm/linker.hpp"
#include "isa/asm/unit.hpp"

namespace ringside::isa::assembler {

namespace {

// The constant at this offset: up to and including the zero that ends a string, or one entry. Empty if it does not
// end within the section.
std::string constant_at(const Section& s, std::uint32_t offset) {
    const auto from = s.bytes.begin() + offset;
    if (!s.strings) {
        if (s.size - offset < s.entry_size) return {};
        return {from, from + s.entry_size};
    }
    for (auto at = from; at != s.bytes.end(); ++at)
        if (*at == 0) return {from, at + 1};
    return {};
}

}  // namespace

// Only sections that hold nothing but numbers, and only under local names. labels: the symbols in the section.
bool Linker::can_merge(std::uint32_t object, const Section& s,
                       const std::vector<std::uint32_t>& labels) const {
    if (!s.merge || s.write || s.exec || s.zero || !s.fixups.empty()) return false;
    if (s.strings ? s.entry_size > 1 : s.entry_size == 0 || s.entry_size > 64) return false;
    for (const Site& site : s.sites)
        if (site.kind != SiteKind::align) return false;
    for (const std::uint32_t i : labels) {
        const Symbol& symbol = objects_[object].symbols[i];
        if (!is_local_name(symbol.name) || symbol.binding != Binding::local) return false;
        if (symbol.place.offset >= s.size || constant_at(s, symbol.place.offset).empty()) return false;
    }
    return true;
}

void Linker::merge_section(std::uint32_t object, const Section& s, const std::vector<std::uint32_t>& labels) {
    Object& own = objects_[own_];
    Section& out = own.sections[own_constants];
    for (const std::uint32_t i : labels) {
        const auto [it, added] =
            merged_.try_emplace(constant_at(s, objects_[object].symbols[i].place.offset), 0);
        if (added) {
            // The widest alignment that any of these sections asks for; there are few, and none is large.
            out.align = std::max(out.align, s.align);
            out.bytes.resize((out.bytes.size() + s.align - 1) & ~std::size_t{s.align - 1});
            Symbol label;
            label.kind = Symbol::Kind::label;
            label.section = own_constants;
            label.place.offset = static_cast<std::uint32_t>(out.bytes.size());
            out.bytes.insert(out.bytes.end(), it->first.begin(), it->first.end());
            out.size = static_cast<std::uint32_t>(out.bytes.size());
            it->second = static_cast<std::uint32_t>(own.symbols.size());
            own.symbols.push_back(std::move(label));
            meanings_[own_].emplace_back();
        }
        meanings_[object][i] = {Meaning::Kind::other, own_, it->second};
    }
}

void Linker::merge_constants() {
    for (std::uint32_t o = 0; o < own_; ++o) {
        if (!selected_[o]) continue;
        const Object& object = objects_[o];
        std::vector<std::vector<std::uint32_t>> labels(object.sections.size());
        for (std::uint32_t i = 0; i < object.symbols.size(); ++i)
            if (object.symbols[i].kind == Symbol::Kind::label &&
                object.sections[object.symbols[i].section].merge)
                labels[object.symbols[i].section].push_back(i);
        for (std::uint32_t s = 0; s < object.sections.size(); ++s) {
            Piece& piece = pieces_[piece_of_[o][s]];
            if (piece.dropped || !can_merge(o, object.sections[s], labels[s])) continue;
            merge_section(o, object.sections[s], labels[s]);
            piece.dropped = true;
        }
    }
}

}  // namespace ringside::isa::assembler
