// From the laid out pieces to the image: bytes, symbols, lines.
#include <algorithm>

#include "isa/asm/emit.hpp"
#include "isa/asm/leb.hpp"
#include "isa/asm/linker.hpp"
#include "isa/asm/unit.hpp"

namespace ringside::isa::assembler {

namespace {

constexpr std::uint32_t nop = encode({Op::addi, 0, 0, 0, 0});

// Padding of code is made of whole nops, after bytes that bring it to a multiple of four.
void pad(std::vector<std::uint8_t>& bytes, std::uint32_t count, const Site& site) {
    if (!site.fill_with_nops) {
        bytes.insert(bytes.end(), count, site.fill);
        return;
    }
    bytes.insert(bytes.end(), count & 3, 0);
    for (std::uint32_t i = 0; i < count / 4; ++i)
        for (unsigned b = 0; b < 4; ++b) bytes.push_back(static_cast<std::uint8_t>(nop >> 8 * b));
}

ImageSymbol::Type image_type(SymbolType t) {
    switch (t) {
    case SymbolType::object: return ImageSymbol::Type::object;
    case SymbolType::function: return ImageSymbol::Type::function;
    case SymbolType::thread_local_object: return ImageSymbol::Type::thread_local_object;
    case SymbolType::none: break;
    }
    return ImageSymbol::Type::none;
}

}  // namespace

// `bytes` is the segment's so far, from address `start` on.
void Linker::write_piece(const Piece& piece, std::vector<std::uint8_t>& bytes, std::uint32_t start) {
    const Section& s = section_of(piece);
    bytes.resize(piece.address - start);
    std::uint32_t taken = 0;
    for (std::uint32_t i = 0; i < s.sites.size() && !piece.added.empty(); ++i) {
        const Site& site = s.sites[i];
        const std::uint32_t count = piece.added[i + 1] - piece.added[i];
        if (count == 0) continue;
        bytes.insert(bytes.end(), s.bytes.begin() + taken, s.bytes.begin() + site.offset);
        taken = site.offset;
        if (site.kind == SiteKind::uleb || site.kind == SiteKind::sleb) {
            const auto leb =
                leb_bytes(evaluate(piece.object, s.values[site.amount]), site.kind == SiteKind::sleb);
            bytes.insert(bytes.end(), leb.begin(), leb.end());
        } else {
            pad(bytes, count, site);
        }
    }
    bytes.insert(bytes.end(), s.bytes.begin() + taken, s.bytes.end());
    relocate(piece, bytes.data() + (piece.address - start));
}

// Sizes that came out negative or absurd; measured as zero so far.
void Linker::check_skips() {
    for (const Piece& piece : pieces_) {
        if (piece.dropped) continue;
        const Section& s = section_of(piece);
        for (const Site& site : s.sites) {
            if (site.kind != SiteKind::skip) continue;
            const std::int64_t size = evaluate(piece.object, s.values[site.amount]);
            if (size < 0 || size > std::int64_t{most_bytes})
                fail(piece.object, site.spot, "the size comes out as " + std::to_string(size) + " bytes");
        }
    }
}

std::uint32_t Linker::file_index(Image& image, const std::string& name) {
    const auto [it, added] = file_indices_.try_emplace(name, static_cast<std::uint32_t>(image.files.size()));
    if (added) image.files.push_back(name);
    return it->second;
}

void Linker::write_symbols(Image& image) {
    for (std::uint32_t o = 0; o < objects_.size(); ++o) {
        if (!selected_[o]) continue;
        for (std::uint32_t i = 0; i < objects_[o].symbols.size(); ++i) {
            const Symbol& s = objects_[o].symbols[i];
            const bool mine = meanings_[o][i].kind == Meaning::Kind::own && is_defined_here(o, s);
            if (!mine || is_local_name(s.name)) continue;
            ImageSymbol out;
            out.name = s.name;
            out.address = addresses_[o][i];
            out.type = image_type(s.type);
            out.global = s.binding != Binding::local;
            out.absolute = s.kind == Symbol::Kind::value && s.value.is_constant() && o != own_;
            if (o == own_ && s.kind == Symbol::Kind::value)
                out.absolute = s.name == "__load_offset" || s.name == "__tls_align" ||
                               (s.name.size() > 5 && s.name.compare(s.name.size() - 5, 5, "_size") == 0);
            out.size = static_cast<std::uint32_t>(evaluate(o, s.size));
            out.file = o == own_ ? 0 : file_index(image, objects_[o].name);
            image.symbols.push_back(std::move(out));
        }
    }
    std::stable_sort(image.symbols.begin(), image.symbols.end(),
                     [](const ImageSymbol& a, const ImageSymbol& b) {
                         return a.address != b.address ? a.address < b.address : a.global < b.global;
                     });
}

void Linker::write_lines(Image& image) {
    std::vector<const Piece*> ordered;
    for (const Piece& piece : pieces_)
        if (!piece.dropped && !section_of(piece).lines.empty()) ordered.push_back(&piece);
    std::sort(ordered.begin(), ordered.end(),
              [](const Piece* a, const Piece* b) { return a->address < b->address; });
    const auto add = [&](ImageLine line) {
        if (!image.lines.empty() && image.lines.back().address == line.address) image.lines.pop_back();
        image.lines.push_back(line);
    };
    for (const Piece* piece : ordered) {
        const Object& object = objects_[piece->object];
        std::vector<std::uint32_t> files;
        for (const std::string& name : object.files) files.push_back(file_index(image, name));
        for (const LineMark& mark : section_of(*piece).lines)
            add({address_of(*piece, mark.place), files[mark.file], mark.line});
        add({piece->address + piece->size, 0, 0});
    }
}

Image Linker::write() {
    static constexpr const char* names[kind_count] = {"text", "rodata", "data", "rwx"};
    Image image;
    image.files.emplace_back();
    check_skips();
    for (int kind = 0; kind < kind_count; ++kind) {
        const Extent& extent = extents_[kind];
        if (!extent.used || extent.end == extent.address) continue;
        Segment segment;
        segment.name = names[kind];
        segment.address = extent.address;
        segment.physical = extent.address + options_.load_offset;
        segment.memory_size = extent.end - extent.address;
        segment.exec = kind == static_cast<int>(Kind::code) || kind == static_cast<int>(Kind::everything);
        segment.write = kind == static_cast<int>(Kind::data) || kind == static_cast<int>(Kind::everything);
        segment.bytes.reserve(extent.file_end - extent.address);
        for (const Output& output : outputs_) {
            if (static_cast<int>(output.kind) != kind || output.zero) continue;
            for (const std::uint32_t p : output.pieces)
                write_piece(pieces_[p], segment.bytes, extent.address);
        }
        segment.bytes.resize(extent.file_end - extent.address);
        image.segments.push_back(std::move(segment));
    }
    write_symbols(image);
    write_lines(image);
    const Definition entry = globals_.find(options_.entry)->second;
    image.entry = addresses_[entry.object][entry.symbol];
    return image;
}

Result<Image> Linker::run() {
    if ((options_.text_base & 3) != 0)
        return std::vector<Diagnostic>{{"link", 0, 0, "the base address is not a multiple of 4"}};
    select();
    resolve();
    if (!errors_.empty()) return std::move(errors_);
    merge_constants();
    arrange();
    lay_out();
    if (!errors_.empty()) return std::move(errors_);
    Image image = write();
    if (!errors_.empty()) return std::move(errors_);
    return image;
}

Result<Image> link(std::vector<Input> inputs, const LinkOptions& options) {
    return Linker(std::move(inputs), options).run();
}

}  // namespace ringside::isa::assembler
