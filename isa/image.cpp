#include "isa/image.hpp"

#include <algorithm>
#include <cstdio>

namespace ringside::isa {

const Segment* Image::segment_at(std::uint32_t address) const {
    for (const Segment& s : segments)
        if (s.contains(address)) return &s;
    return nullptr;
}

std::uint32_t Image::physical_entry() const {
    const Segment* s = segment_at(entry);
    return s ? entry - s->address + s->physical : entry;
}

const ImageSymbol* Image::symbol_named(std::string_view name) const {
    const ImageSymbol* best = nullptr;
    for (const ImageSymbol& s : symbols)
        if (s.name == name && (!best || (s.global && !best->global))) best = &s;
    return best;
}

const ImageSymbol* Image::symbol_at(std::uint32_t address) const {
    const Segment* segment = segment_at(address);
    if (!segment) return nullptr;
    auto it = std::upper_bound(symbols.begin(), symbols.end(), address,
                               [](std::uint32_t a, const ImageSymbol& s) { return a < s.address; });
    const ImageSymbol* label = nullptr;
    while (it != symbols.begin()) {
        const ImageSymbol& s = *--it;
        if (!segment->contains(s.address)) break;
        if (s.absolute || s.type == ImageSymbol::Type::thread_local_object) continue;
        const bool sized = s.size != 0;
        if (sized && address - s.address < s.size) return &s;
        if (sized) break;  // behind a thing that has ended: a label in between, or nothing
        if (!label || (s.address == label->address && s.type != ImageSymbol::Type::none)) label = &s;
        if (s.type == ImageSymbol::Type::function) break;
    }
    return label;
}

std::optional<std::string> Image::name_of(std::uint32_t address) const {
    const ImageSymbol* s = symbol_at(address);
    if (!s) return std::nullopt;
    if (s->address == address) return s->name;
    char offset[16];
    std::snprintf(offset, sizeof offset, "+0x%x", static_cast<unsigned>(address - s->address));
    return s->name + offset;
}

const ImageLine* Image::line_at(std::uint32_t address) const {
    const auto it = std::upper_bound(lines.begin(), lines.end(), address,
                                     [](std::uint32_t a, const ImageLine& l) { return a < l.address; });
    if (it == lines.begin()) return nullptr;
    const ImageLine& found = *std::prev(it);
    return found.line == 0 ? nullptr : &found;
}

std::optional<std::string> Image::source_of(std::uint32_t address) const {
    const ImageLine* l = line_at(address);
    if (!l || l->file >= files.size()) return std::nullopt;
    return files[l->file] + ":" + std::to_string(l->line);
}

std::optional<std::uint32_t> Image::address_of_line(std::string_view file, std::uint32_t line) const {
    const auto matches = [&](std::string_view path) {
        if (path == file) return true;
        return path.size() > file.size() && path.substr(path.size() - file.size()) == file &&
               path[path.size() - file.size() - 1] == '/';
    };
    for (const ImageLine& l : lines)
        if (l.line == line && l.file < files.size() && matches(files[l.file])) return l.address;
    return std::nullopt;
}

}  // namespace ringside::isa
