// Where everything goes: the order of sections, the lengths of sites, the addresses of symbols.
//
// All sites start short. Each round lays everything out, then lengthens what does not reach; a long form never
// becomes short again, so the rounds end.
#include <algorithm>

#include "isa/asm/emit.hpp"
#include "isa/asm/leb.hpp"
#include "isa/asm/linker.hpp"

namespace ringside::isa::assembler {

namespace {

constexpr std::uint32_t page = 4096;

std::uint32_t round_up(std::uint32_t n, std::uint32_t align) { return (n + align - 1) & ~(align - 1); }

// The order of sections within their kind. Unknown names come at rank 50 (90 if zeroed).
struct RankRow {
    std::string_view stem;
    int rank;
};
constexpr RankRow ranks[] = {
    {".init", 1},          {".text.init", 2},  {".text.boot", 3},  {".text.start", 4}, {".text", 10},
    {".fini", 20},         {".rodata", 10},    {".srodata", 11},   {".tdata", 1},      {".tbss", 2},
    {".preinit_array", 3}, {".init_array", 4}, {".fini_array", 5}, {".data", 10},      {".sdata", 80},
    {".sbss", 91},         {".bss", 92},
};

bool has_stem(std::string_view name, std::string_view stem) {
    return name.substr(0, stem.size()) == stem && (name.size() == stem.size() || name[stem.size()] == '.');
}

const RankRow* rank_of(std::string_view name) {
    for (const RankRow& r : ranks)
        if (has_stem(name, r.stem)) return &r;
    return nullptr;
}

Kind kind_of(const Section& s) {
    return s.exec ? (s.write ? Kind::everything : Kind::code) : s.write ? Kind::data : Kind::constants;
}

// The number behind .init_array.; those without one come last.
std::uint32_t priority(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    std::uint32_t n = 0;
    if (dot == 0 || dot + 1 == name.size()) return 65536;
    for (const char c : name.substr(dot + 1)) {
        if (c < '0' || c > '9' || n > 65535) return 65536;
        n = n * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return n;
}

bool is_array(std::string_view output) {
    return output.size() > 6 && output.substr(output.size() - 6) == "_array";
}

}  // namespace

void Linker::arrange() {
    std::unordered_map<std::string, std::uint32_t> by_name;
    for (std::uint32_t p = 0; p < pieces_.size(); ++p) {
        Piece& piece = pieces_[p];
        const Section& s = section_of(piece);
        if (!selected_[piece.object]) piece.dropped = true;
        if (piece.dropped) continue;
        const RankRow* known = rank_of(s.name);
        const Kind kind = kind_of(s);
        const std::string name(known ? known->stem : std::string_view(s.name));
        const std::string key = name + static_cast<char>('0' + static_cast<int>(kind)) + (s.zero ? 'z' : 'b');
        const auto [it, added] = by_name.try_emplace(key, static_cast<std::uint32_t>(outputs_.size()));
        if (added) {
            Output output;
            output.name = name;
            output.kind = kind;
            output.zero = s.zero;
            output.thread_local_ = s.thread_local_;
            output.rank = known ? known->rank : s.zero ? 90 : 50;
            // Zeroed sections come behind all others of their segment, or the file would hold their zeros.
            if (s.zero && !s.thread_local_ && output.rank < 90) output.rank = 90;
            if (!s.zero && output.rank >= 90) output.rank = 85;
            outputs_.push_back(std::move(output));
        }
        outputs_[it->second].pieces.push_back(p);
    }
    std::stable_sort(outputs_.begin(), outputs_.end(), [](const Output& a, const Output& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.rank < b.rank;
    });
    for (std::uint32_t i = 0; i < outputs_.size(); ++i) {
        Output& output = outputs_[i];
        if (is_array(output.name))
            std::stable_sort(
                output.pieces.begin(), output.pieces.end(), [this](std::uint32_t a, std::uint32_t b) {
                    return priority(section_of(pieces_[a]).name) < priority(section_of(pieces_[b]).name);
                });
        for (const std::uint32_t p : output.pieces) pieces_[p].output = i;
    }
}

std::uint32_t Linker::measure_site(const Piece& piece, const Site& site, std::uint32_t offset) {
    const Section& s = section_of(piece);
    switch (site.kind) {
    case SiteKind::align: {
        const std::uint32_t padding = (0 - offset) & (site.amount - 1);
        return padding > site.most ? 0 : padding;
    }
    case SiteKind::grow: return 0;  // decided by the caller
    case SiteKind::skip: {
        const std::int64_t size = evaluate(piece.object, s.values[site.amount]);
        return size < 0 || size > std::int64_t{most_bytes}
                   ? 0
                   : static_cast<std::uint32_t>(size);  // refused when relocated
    }
    case SiteKind::uleb:
    case SiteKind::sleb:
        return static_cast<std::uint32_t>(
            leb_bytes(evaluate(piece.object, s.values[site.amount]), site.kind == SiteKind::sleb).size());
    }
    return 0;
}

void Linker::measure(Piece& piece) {
    const Section& s = section_of(piece);
    std::uint32_t added = 0;
    bool any = false;
    for (std::uint32_t i = 0; i < s.sites.size(); ++i) {
        const Site& site = s.sites[i];
        const std::uint32_t more = site.kind == SiteKind::grow
                                       ? (!piece.grown.empty() && piece.grown[i] ? 4 : 0)
                                       : measure_site(piece, site, site.offset + added);
        if (more != 0 && !any) {
            any = true;
            piece.added.assign(s.sites.size() + 1, 0);
        }
        added += more;
        if (any) piece.added[i + 1] = added;
    }
    if (!any) piece.added.clear();
    piece.size = s.size + added;
}

// Sections in their order, each kind on pages of its own. Zeroed thread-local sections take no room: they only
// exist in the blocks that a program makes.
void Linker::assign_addresses() {
    std::uint32_t at = options_.text_base;
    std::uint64_t wide =
        std::uint64_t{at} + kind_count * page;  // where it ends at most, without wrapping around
    for (Extent& e : extents_) e = {};
    tls_align_ = 1;
    for (const Piece& p : pieces_)
        if (!p.dropped && section_of(p).thread_local_) tls_align_ = std::max(tls_align_, section_of(p).align);
    bool tls_seen = false;
    std::uint32_t tls_end = 0;
    int last_kind = -1;
    for (Output& output : outputs_) {
        Extent& extent = extents_[static_cast<int>(output.kind)];
        if (last_kind != static_cast<int>(output.kind)) {
            at = last_kind < 0 ? at : round_up(at, page);
            extent.address = extent.file_end = extent.end = at;
            extent.used = true;
            last_kind = static_cast<int>(output.kind);
        }
        if (output.thread_local_ && !tls_seen) {
            at = tls_start_ = tls_end = round_up(at, tls_align_);
            tls_seen = true;
        }
        std::uint32_t cursor = output.thread_local_ && output.zero ? tls_end : at;
        bool first = true;
        for (const std::uint32_t p : output.pieces) {
            Piece& piece = pieces_[p];
            cursor = round_up(cursor, section_of(piece).align);
            if (first) output.address = cursor;
            first = false;
            piece.address = cursor;
            cursor += piece.size;
            wide += std::uint64_t{piece.size} + section_of(piece).align;
        }
        output.end = cursor;
        if (output.thread_local_) tls_end = cursor;
        if (output.thread_local_ && !output.zero) tdata_size_ = cursor - tls_start_;
        if (output.thread_local_ && output.zero) continue;
        at = extent.end = cursor;
        if (!output.zero) extent.file_end = cursor;
    }
    end_ = at;
    room_exceeded_ = wide > std::uint64_t{1} << 32;
    if (!tls_seen) tls_start_ = tls_end = at;
    tls_size_ = round_up(tls_end - tls_start_, tls_align_);
}

std::int64_t Linker::evaluate(std::uint32_t object, const Value& value) const {
    std::int64_t n = value.addend;
    if (value.plus != Value::none) n += symbol_address(object, value.plus);
    if (value.minus != Value::none) n -= symbol_address(object, value.minus);
    return n;
}

// Labels first; then aliases, which may stand for aliases; then what is defined elsewhere.
void Linker::compute_addresses() {
    addresses_.resize(objects_.size());
    for (std::uint32_t o = 0; o < objects_.size(); ++o) {
        if (!selected_[o]) continue;
        const std::vector<Symbol>& symbols = objects_[o].symbols;
        addresses_[o].assign(symbols.size(), 0);
        for (std::uint32_t i = 0; i < symbols.size(); ++i)
            if (symbols[i].kind == Symbol::Kind::label)
                addresses_[o][i] = address_of(pieces_[piece_of_[o][symbols[i].section]], symbols[i].place);
    }
    for (int round = 0; round < 32; ++round) {
        bool changed = false;
        for (std::uint32_t o = 0; o < objects_.size(); ++o) {
            if (!selected_[o]) continue;
            const std::vector<Symbol>& symbols = objects_[o].symbols;
            for (std::uint32_t i = 0; i < symbols.size(); ++i) {
                const Meaning& m = meanings_[o][i];
                std::uint32_t now = addresses_[o][i];
                if (m.kind == Meaning::Kind::other)
                    now = addresses_[m.object][m.symbol];
                else if (symbols[i].kind == Symbol::Kind::value)
                    now = static_cast<std::uint32_t>(evaluate(o, symbols[i].value));
                changed = changed || now != addresses_[o][i];
                addresses_[o][i] = now;
            }
        }
        if (!changed) return;
    }
}

void Linker::provide_values() {
    const auto output = [this](std::string_view name, bool end, std::uint32_t otherwise) {
        for (const Output& o : outputs_)
            if (o.name == name) return end ? o.end : o.address;
        return otherwise;
    };
    const auto extent = [this](Kind kind) { return extents_[static_cast<int>(kind)]; };
    const Extent code = extent(Kind::code), constants = extent(Kind::constants), data = extent(Kind::data);
    const std::uint32_t data_start = data.used ? data.address : end_,
                        data_end = data.used ? data.file_end : end_;
    const auto value = [&](std::string_view name) -> std::uint32_t {
        if (name == "__text_start" || name == "__executable_start")
            return code.used ? code.address : options_.text_base;
        if (name == "_etext" || name == "etext" || name == "__etext")
            return code.used ? code.end : options_.text_base;
        if (name == "__rodata_start") return constants.used ? constants.address : data_start;
        if (name == "__rodata_end") return constants.used ? constants.end : data_start;
        if (name == "__data_start") return data_start;
        if (name == "_edata" || name == "edata" || name == "__bss_start") return data_end;
        if (name == "__bss_end") return data.used ? data.end : end_;
        if (name == "_end" || name == "end" || name == "__end") return end_;
        if (name == "__global_pointer$") return data_start + 0x8000;
        if (name == "__tdata_start") return tls_start_;
        if (name == "__tdata_end") return tls_start_ + tdata_size_;
        if (name == "__tdata_size") return tdata_size_;
        if (name == "__tls_size") return tls_size_;
        if (name == "__tls_align") return tls_align_;
        if (name == "__load_offset") return options_.load_offset;
        const bool start = name.substr(0, 8) == "__start_", stop = name.substr(0, 7) == "__stop_";
        if (start || stop) return output(name.substr(start ? 8 : 7), stop, end_);
        // __init_array_start and its like
        const std::size_t last = name.rfind('_');
        return output("." + std::string(name.substr(2, last - 2)), name.substr(last) == "_end", data_start);
    };
    for (const auto& [name, symbol] : provided_)
        objects_[own_].symbols[symbol].value = Value::constant(value(name));
}

// Lengthens what does not reach its target. True if something changed.
bool Linker::grow_far_ones() {
    bool changed = false;
    for (Piece& piece : pieces_) {
        if (piece.dropped) continue;
        const Section& s = section_of(piece);
        for (const Fixup& fixup : s.fixups) {
            if (fixup.kind != FixupKind::branch && fixup.kind != FixupKind::call) continue;
            if (!piece.grown.empty() && piece.grown[fixup.site]) continue;
            const auto to = static_cast<std::uint32_t>(evaluate(piece.object, fixup.value));
            const auto distance = static_cast<std::int32_t>(to - address_of(piece, fixup.place));
            const std::int32_t reach = fixup.kind == FixupKind::branch ? 1 << 17 : 1 << 21;
            if (distance >= -reach && distance < reach) continue;
            piece.grown.resize(s.sites.size());
            piece.grown[fixup.site] = true;
            changed = true;
        }
    }
    return changed;
}

void Linker::lay_out() {
    addresses_.clear();
    compute_addresses();
    for (int round = 0; round < 64; ++round) {
        const std::vector<std::vector<std::uint32_t>> before = addresses_;
        for (Piece& piece : pieces_)
            if (!piece.dropped) measure(piece);
        assign_addresses();
        if (room_exceeded_) {
            errors_.push_back({"link", 0, 0,
                               "the program does not fit between its base address and the end of the address "
                               "space; choose a lower base"});
            return;
        }
        provide_values();
        compute_addresses();
        const bool grew = grow_far_ones();
        if (!grew && before == addresses_) return;
    }
    errors_.push_back(
        {"link", 0, 0, "sizes that depend on addresses do not settle; make the .space or .uleb128 constant"});
}

}  // namespace ringside::isa::assembler
