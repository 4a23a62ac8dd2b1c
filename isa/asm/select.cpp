// Which inputs take part, and which definition each symbol means.
#include <algorithm>

#include "isa/asm/linker.hpp"

#include "isa/asm/operand.hpp"
#include "isa/asm/unit.hpp"

namespace ringside::isa::assembler {

Linker::Linker(std::vector<Input> inputs, const LinkOptions& options) : options_(options) {
    for (Input& input : inputs) {
        objects_.push_back(std::move(input.object));
        library_.push_back(input.library);
    }
    add_embedded();
    own_ = static_cast<std::uint32_t>(objects_.size());
    objects_.emplace_back();
    library_.resize(objects_.size(), false);
    objects_[own_].name = "linker";
    objects_[own_].files.emplace_back("linker");
    Section bss;
    bss.name = ".bss";
    bss.write = bss.zero = true;
    objects_[own_].sections.push_back(bss);
    Section constants;
    constants.name = ".rodata";
    objects_[own_].sections.push_back(constants);
    selected_.assign(objects_.size(), false);
}

void Linker::fail(std::uint32_t object, Spot spot, std::string message) {
    if (errors_.size() >= most_errors) return;
    errors_.push_back({objects_[object].name, static_cast<int>(spot.line), static_cast<int>(spot.column),
                       std::move(message)});
}

void Linker::add_embedded() {
    objects_.emplace_back();
    Object& own = objects_.back();
    own.name = "embedded file";
    own.files.push_back(own.name);
    for (const Embedded& e : options_.embedded) {
        Section s;
        s.name = ".rodata";
        s.align = e.align;
        s.bytes = e.bytes;
        s.size = static_cast<std::uint32_t>(e.bytes.size());
        const auto index = static_cast<std::uint32_t>(own.sections.size());
        own.sections.push_back(std::move(s));
        Symbol symbol;
        symbol.kind = Symbol::Kind::label;
        symbol.binding = Binding::global;
        symbol.type = SymbolType::object;
        symbol.section = index;
        symbol.name = e.name;
        symbol.size = Value::constant(static_cast<std::int64_t>(e.bytes.size()));
        own.symbols.push_back(symbol);
        symbol.name = e.name + "_end";
        symbol.size = {};
        symbol.place.offset = static_cast<std::uint32_t>(e.bytes.size());
        own.symbols.push_back(symbol);
        symbol.name = e.name + "_size";
        symbol.kind = Symbol::Kind::value;
        symbol.value = Value::constant(static_cast<std::int64_t>(e.bytes.size()));
        own.symbols.push_back(symbol);
    }
}

bool Linker::is_defined_here(std::uint32_t object, const Symbol& symbol) const {
    if (symbol.kind == Symbol::Kind::undefined) return false;
    return symbol.kind != Symbol::Kind::label || pieces_[piece_of_[object][symbol.section]].dropped == false;
}

// All that are not library members, then members for what is missing, until nothing is.
void Linker::select() {
    std::unordered_map<std::string_view, std::uint32_t> members;
    piece_of_.resize(objects_.size());
    for (std::uint32_t o = 0; o < objects_.size(); ++o)
        for (std::uint32_t s = 0; s < objects_[o].sections.size(); ++s) {
            piece_of_[o].push_back(static_cast<std::uint32_t>(pieces_.size()));
            Piece piece;
            piece.object = o;
            piece.section = s;
            pieces_.push_back(piece);
        }
    for (std::uint32_t o = 0; o < objects_.size(); ++o) {
        if (!library_[o]) continue;
        for (const Symbol& s : objects_[o].symbols)
            if (s.kind != Symbol::Kind::undefined && s.binding != Binding::local)
                members.try_emplace(s.name, o);
    }
    missing_.push_back(options_.entry);
    for (std::uint32_t o = 0; o < objects_.size(); ++o)
        if (!library_[o]) define(o);
    while (!missing_.empty()) {
        const std::string_view name = missing_.front();
        missing_.pop_front();
        const auto member = members.find(name);
        if (globals_.count(name) == 0 && member != members.end() && !selected_[member->second])
            define(member->second);
    }
}

void Linker::drop_second_groups(std::uint32_t object) {
    for (std::uint32_t s = 0; s < objects_[object].sections.size(); ++s) {
        const Section& section = objects_[object].sections[s];
        if (section.group.empty()) continue;
        if (groups_.try_emplace(section.group, object).first->second != object)
            pieces_[piece_of_[object][s]].dropped = true;
    }
}

void Linker::define(std::uint32_t object) {
    selected_[object] = true;
    drop_second_groups(object);
    std::vector<Symbol>& symbols = objects_[object].symbols;
    for (const Symbol& s : symbols) {
        // What an alias stands for is used where the alias is.
        if (s.kind != Symbol::Kind::value) continue;
        for (const std::int32_t part : {s.value.plus, s.value.minus})
            if (part != Value::none) symbols[static_cast<std::size_t>(part)].referenced = true;
    }
    for (std::uint32_t i = 0; i < symbols.size(); ++i) {
        const Symbol& s = symbols[i];
        if (is_defined_here(object, s)) {
            if (s.binding != Binding::local) define_symbol(object, i);
        } else if (s.referenced && s.binding != Binding::weak && !s.name.empty()) {
            missing_.push_back(s.name);
        }
    }
}

// Strong before common before weak; two strong ones are an error.
void Linker::define_symbol(std::uint32_t object, std::uint32_t index) {
    const Symbol& s = objects_[object].symbols[index];
    const auto [it, added] = globals_.try_emplace(s.name, Definition{object, index});
    if (added) return;
    const Symbol& first = objects_[it->second.object].symbols[it->second.symbol];
    const auto strength = [](const Symbol& symbol) {
        return symbol.binding == Binding::weak ? 0 : symbol.kind == Symbol::Kind::common ? 1 : 2;
    };
    if (strength(first) == 2 && strength(s) == 2) {
        std::string where = objects_[it->second.object].name;
        if (first.defined.line != 0)
            where += ":" + std::to_string(first.defined.line) + ":" + std::to_string(first.defined.column);
        return fail(object, s.defined, "'" + s.name + "' is defined twice; the first is in " + where);
    }
    const bool larger = first.kind == Symbol::Kind::common && s.kind == Symbol::Kind::common;
    if (larger) {
        // Both stay in their objects; the winner carries the greatest wishes.
        Symbol& winner = objects_[it->second.object].symbols[it->second.symbol];
        winner.value.addend = std::max(winner.value.addend, s.value.addend);
        winner.size = winner.value;
        winner.align = std::max(winner.align, s.align);
    } else if (strength(s) > strength(first)) {
        it->second = {object, index};
    }
}

// A zeroed piece in the linker's own .bss.
void Linker::allocate_common(std::uint32_t object, std::uint32_t index) {
    const Symbol& s = objects_[object].symbols[index];
    if (s.binding != Binding::local) {
        const auto done = common_.find(s.name);
        if (done != common_.end()) {
            meanings_[object][index] = {Meaning::Kind::other, own_, done->second};
            return;
        }
    }
    Object& own = objects_[own_];
    Section& bss = own.sections[own_zeros];
    bss.size = (bss.size + s.align - 1) & ~(s.align - 1);
    Symbol label = s;
    label.kind = Symbol::Kind::label;
    label.section = own_zeros;
    label.place.offset = bss.size;
    bss.size += static_cast<std::uint32_t>(s.value.addend);
    bss.align = std::max(bss.align, s.align);
    const auto own_index = static_cast<std::uint32_t>(own.symbols.size());
    own.symbols.push_back(std::move(label));
    meanings_[own_].emplace_back();
    meanings_[object][index] = {Meaning::Kind::other, own_, own_index};
    if (s.binding != Binding::local) common_.emplace(s.name, own_index);
}

bool is_provided_name(std::string_view name) {
    for (const std::string_view known : {"__text_start",
                                         "__executable_start",
                                         "_etext",
                                         "etext",
                                         "__etext",
                                         "__rodata_start",
                                         "__rodata_end",
                                         "__data_start",
                                         "_edata",
                                         "edata",
                                         "__bss_start",
                                         "__bss_end",
                                         "_end",
                                         "end",
                                         "__end",
                                         "__global_pointer$",
                                         "__preinit_array_start",
                                         "__preinit_array_end",
                                         "__init_array_start",
                                         "__init_array_end",
                                         "__fini_array_start",
                                         "__fini_array_end",
                                         "__tdata_start",
                                         "__tdata_end",
                                         "__tdata_size",
                                         "__tls_size",
                                         "__tls_align",
                                         "__load_offset"})
        if (name == known) return true;
    return false;
}

// Makes the linker's own symbol of this name; its value is set after each layout.
bool Linker::provide(std::string_view name, std::uint32_t object, std::uint32_t index) {
    bool known = is_provided_name(name);
    const std::string_view start = "__start_", stop = "__stop_";
    for (const std::string_view prefix : {start, stop}) {
        if (known || name.substr(0, prefix.size()) != prefix) continue;
        for (std::uint32_t o = 0; o < objects_.size() && !known; ++o)
            for (const Section& s : objects_[o].sections)
                known = known || (selected_[o] && s.name == name.substr(prefix.size()));
    }
    if (!known) return false;
    const auto own_index = static_cast<std::uint32_t>(objects_[own_].symbols.size());
    const auto [it, added] = provided_.try_emplace(name, own_index);
    if (added) {
        Symbol s;
        s.name = name;
        s.kind = Symbol::Kind::value;
        s.binding = Binding::global;
        objects_[own_].symbols.push_back(std::move(s));
        meanings_[own_].emplace_back();
    }
    meanings_[object][index] = {Meaning::Kind::other, own_, it->second};
    return true;
}

void Linker::undefined(std::uint32_t object, const Symbol& symbol) {
    if (errors_.size() >= most_errors) return;  // and search no more for what was meant
    Suggestion suggestion(symbol.name);
    for (const auto& [name, definition] : globals_) suggestion.consider(name);
    for (const Symbol& s : objects_[object].symbols)
        if (s.kind != Symbol::Kind::undefined && !s.name.empty()) suggestion.consider(s.name);
    const bool is_register = register_number(symbol.name) >= 0;
    fail(object, symbol.used,
         "undefined symbol '" + symbol.name + "'" +
             (is_register ? " (a register's name, where a number or a symbol is expected)"
                          : suggestion.text()));
}

void Linker::resolve_object(std::uint32_t object) {
    // By index: providing and allocating add symbols to the linker's own object.
    for (std::uint32_t i = 0; i < objects_[object].symbols.size(); ++i) {
        const Symbol& s = objects_[object].symbols[i];
        if (s.name.empty() && s.kind != Symbol::Kind::common) continue;
        const bool defined = is_defined_here(object, s);
        if (defined && s.binding == Binding::local && s.kind != Symbol::Kind::common) continue;
        if (s.kind == Symbol::Kind::common && s.binding == Binding::local) {
            allocate_common(object, i);
            continue;
        }
        const auto found = globals_.find(s.name);
        if (found != globals_.end()) {
            const Definition d = found->second;
            if (objects_[d.object].symbols[d.symbol].kind == Symbol::Kind::common) {
                // The winner is allocated, and everyone means it.
                if (meanings_[d.object][d.symbol].kind == Meaning::Kind::own)
                    allocate_common(d.object, d.symbol);
                meanings_[object][i] = meanings_[d.object][d.symbol];
            } else if (d.object != object || d.symbol != i) {
                meanings_[object][i] = {Meaning::Kind::other, d.object, d.symbol};
            }
            continue;
        }
        if (defined) continue;
        if (s.referenced && provide(s.name, object, i)) continue;
        if (objects_[object].symbols[i].binding == Binding::weak || !objects_[object].symbols[i].referenced)
            meanings_[object][i].kind = Meaning::Kind::weak_zero;
        else
            undefined(object, objects_[object].symbols[i]);
    }
}

void Linker::resolve() {
    meanings_.resize(objects_.size());
    for (std::uint32_t o = 0; o < objects_.size(); ++o) meanings_[o].resize(objects_[o].symbols.size());
    for (std::uint32_t o = 0; o < objects_.size(); ++o)
        if (selected_[o] && o != own_) resolve_object(o);
    if (globals_.count(options_.entry) != 0) return;
    errors_.push_back({"link", 0, 0,
                       "the entry '" + options_.entry +
                           "' is defined nowhere; define it and make it .globl, or link the start-up file"});
}

}  // namespace ringside::isa::assembler
