// Reading ELF files from anywhere. Every offset and count is checked before it is used, with 64-bit sums so that
// none can wrap around.
#include <algorithm>
#include <cstdio>

#include "isa/elf/elf.hpp"
#include "isa/elf/format.hpp"

namespace ringside::isa {

namespace {

constexpr std::uint32_t most_segments = 64;

std::string hex(std::uint32_t n) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%x", static_cast<unsigned>(n));
    return text;
}

std::string machine_name(std::uint32_t machine) {
    switch (machine) {
    case 3: return "Intel 80386";
    case 40: return "ARM";
    case 62: return "x86-64";
    case 183: return "AArch64";
    case 243: return "RISC-V";
    default: return "number " + hex(machine);
    }
}

struct Header {
    std::uint32_t name, type, flags, address, offset, size, link, entry_size;
};

class Reader {
public:
    Reader(const std::uint8_t* data, std::size_t size) : data_(data), size_(size) {}

    ElfResult read() {
        if (read_header() && read_segments() && check_segments() && read_sections() && read_symbols() &&
            read_map())
            return {std::move(image_), ""};
        return {std::nullopt, error_};
    }

private:
    bool fail(std::string message) {
        error_ = std::move(message);
        return false;
    }

    [[nodiscard]] bool inside(std::uint64_t offset, std::uint64_t bytes) const {
        return offset + bytes <= size_;
    }
    [[nodiscard]] std::uint32_t half(std::uint64_t at) const {
        return data_[at] | std::uint32_t{data_[at + 1]} << 8;
    }
    [[nodiscard]] std::uint32_t word(std::uint64_t at) const { return half(at) | half(at + 2) << 16; }

    bool truncated(const std::string& what, std::uint64_t offset, std::uint64_t bytes) {
        return fail("the file is truncated: " + what + " would end at byte " +
                    std::to_string(offset + bytes) + " of " + std::to_string(size_));
    }

    bool read_header() {
        const std::uint8_t magic[] = {0x7f, 'E', 'L', 'F'};
        if (size_ < 4 || !std::equal(magic, magic + 4, data_)) return fail("this is not an ELF file");
        if (size_ < elf::header_bytes) return truncated("its header", 0, elf::header_bytes);
        if (data_[4] != elf::class_32) return fail("this is a 64-bit ELF file; Tetra is a 32-bit machine");
        if (data_[5] != elf::data_little)
            return fail("this is a big-endian ELF file; Tetra is little-endian");
        if (half(18) != elf_machine)
            return fail("this ELF file is for another machine (" + machine_name(half(18)) +
                        "), not Tetra; assemble and link its sources with 'ringside asm'");
        if (half(16) != elf::type_executable)
            return fail("this ELF file is not an executable program (type " + std::to_string(half(16)) +
                        ", not 2)");
        if (data_[6] != elf::version || word(20) != elf::version)
            return fail("this ELF file has an unknown version");
        image_.entry = word(24);
        return true;
    }

    bool read_segments() {
        const std::uint32_t table = word(28), entry = half(42), count = half(44);
        if (count == 0) return fail("there is nothing to load: no program header");
        if (entry != elf::program_header_bytes)
            return fail("program headers of " + std::to_string(entry) + " bytes instead of 32");
        if (count > most_segments)
            return fail(std::to_string(count) + " program headers; at most " + std::to_string(most_segments) +
                        " are allowed");
        if (!inside(table, std::uint64_t{count} * entry))
            return truncated("its program headers", table, std::uint64_t{count} * entry);
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint64_t h = table + std::uint64_t{i} * entry;
            if (word(h) == elf::segment_load && !read_segment(h, i)) return false;
        }
        return true;
    }

    bool read_segment(std::uint64_t h, std::uint32_t number) {
        const std::string name = "segment " + std::to_string(number);
        const std::uint32_t offset = word(h + 4), file_size = word(h + 16), flags = word(h + 24);
        Segment s;
        s.address = word(h + 8);
        s.physical = word(h + 12);
        s.memory_size = word(h + 20);
        if (!inside(offset, file_size)) return truncated(name, offset, file_size);
        if (file_size > s.memory_size)
            return fail(name + " holds " + std::to_string(file_size) + " bytes but takes only " +
                        std::to_string(s.memory_size) + " in memory");
        for (const std::uint32_t start : {s.address, s.physical})
            if (std::uint64_t{start} + s.memory_size > std::uint64_t{1} << 32)
                return fail(name + " at " + hex(start) + " with " + std::to_string(s.memory_size) +
                            " bytes runs past the end of the address space");
        s.read = (flags & elf::segment_r) != 0;
        s.write = (flags & elf::segment_w) != 0;
        s.exec = (flags & elf::segment_x) != 0;
        s.bytes.assign(data_ + offset, data_ + offset + file_size);
        if (s.memory_size != 0) image_.segments.push_back(std::move(s));
        return true;
    }

    bool check_segments() {
        std::vector<Segment>& all = image_.segments;
        if (all.empty()) return fail("there is nothing to load: no segment has any bytes");
        std::stable_sort(all.begin(), all.end(),
                         [](const Segment& a, const Segment& b) { return a.address < b.address; });
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = i + 1; j < all.size(); ++j) {
                const Segment &a = all[i], &b = all[j];
                const auto meet = [&](std::uint32_t x, std::uint32_t y) {
                    return y - x < a.memory_size || x - y < b.memory_size;
                };
                if (meet(a.address, b.address))
                    return fail("two segments overlap, at " + hex(a.address) + " and " + hex(b.address));
                if (meet(a.physical, b.physical))
                    return fail("two segments overlap in physical memory, at " + hex(a.physical) + " and " +
                                hex(b.physical));
            }
        const Segment* home = image_.segment_at(image_.entry);
        if (!home || !home->exec)
            return fail("the entry " + hex(image_.entry) + " lies in no executable segment");
        if ((image_.entry & 3) != 0)
            return fail("the entry " + hex(image_.entry) + " is not a multiple of 4");
        return true;
    }

    bool read_sections() {
        const std::uint32_t table = word(32), entry = half(46), count = half(48), names = half(50);
        if (count == 0 || table == 0) return true;
        if (entry != elf::section_header_bytes)
            return fail("section headers of " + std::to_string(entry) + " bytes instead of 40");
        if (!inside(table, std::uint64_t{count} * entry))
            return truncated("its section headers", table, std::uint64_t{count} * entry);
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint64_t h = table + std::uint64_t{i} * entry;
            sections_.push_back({word(h), word(h + 4), word(h + 8), word(h + 12), word(h + 16), word(h + 20),
                                 word(h + 24), word(h + 36)});
            const Header& s = sections_.back();
            if (i != 0 && s.type != elf::section_nobits && !inside(s.offset, s.size))
                return truncated("section " + std::to_string(i), s.offset, s.size);
        }
        if (names >= count)
            return fail("section " + std::to_string(names) + ", which should hold the names, does not exist");
        names_ = sections_[names];
        for (const Header& s : sections_) {
            if ((s.flags & elf::flag_alloc) == 0) continue;
            for (Segment& segment : image_.segments)
                if (segment.address == s.address && !string_at(names_, s.name, segment.name)) return false;
        }
        // ".text" is the segment "text".
        for (Segment& segment : image_.segments)
            if (!segment.name.empty() && segment.name[0] == '.') segment.name.erase(0, 1);
        return true;
    }

    bool string_at(const Header& table, std::uint32_t at, std::string& text) {
        if (table.type != elf::section_strtab) return fail("a table of names is missing");
        const std::uint8_t* start = data_ + table.offset;
        if (at >= table.size)
            return fail("a name lies at byte " + std::to_string(at) + " of a table of " +
                        std::to_string(table.size) + " bytes");
        const std::uint8_t* end = std::find(start + at, start + table.size, std::uint8_t{0});
        if (end == start + table.size) return fail("a name has no end");
        text.assign(start + at, end);
        return true;
    }

    bool read_symbols() {
        for (const Header& table : sections_) {
            if (table.type != elf::section_symtab) continue;
            if (table.entry_size != elf::symbol_bytes || table.size % elf::symbol_bytes != 0)
                return fail("symbols of " + std::to_string(table.entry_size) + " bytes instead of 16");
            if (table.link >= sections_.size()) return fail("the symbols' names are missing");
            const std::uint32_t count = table.size / elf::symbol_bytes;
            symbol_of_.assign(count, -1);
            for (std::uint32_t i = 1; i < count; ++i)
                if (!read_symbol(table.offset + std::uint64_t{i} * elf::symbol_bytes, sections_[table.link],
                                 i))
                    return false;
            break;  // one table is all that an executable has
        }
        return true;
    }

    bool read_symbol(std::uint64_t at, const Header& strings, std::uint32_t number) {
        const std::uint32_t info = data_[at + 12], section = half(at + 14), type = info & 0xf;
        if (type == elf::symbol_section || type == elf::symbol_file || section == elf::index_undefined)
            return true;
        ImageSymbol s;
        s.address = word(at + 4);
        s.size = word(at + 8);
        s.type = type == elf::symbol_object     ? ImageSymbol::Type::object
                 : type == elf::symbol_function ? ImageSymbol::Type::function
                 : type == elf::symbol_tls      ? ImageSymbol::Type::thread_local_object
                                                : ImageSymbol::Type::none;
        s.global = info >> 4 != 0;
        s.absolute = section == elf::index_absolute;
        if (!string_at(strings, word(at), s.name)) return false;
        symbol_of_[number] = static_cast<std::int32_t>(image_.symbols.size());
        image_.symbols.push_back(std::move(s));
        return true;
    }

    bool read_map() {
        image_.files.assign(1, "");
        for (const Header& s : sections_) {
            if (s.type != elf::section_progbits || (s.flags & elf::flag_alloc) != 0) continue;
            std::string name;
            if (!string_at(names_, s.name, name)) return false;
            if (name == elf::map_section) return read_map_at(s) && sort_symbols();
        }
        return sort_symbols();
    }

    bool read_map_at(const Header& s) {
        if (s.size < 16) return fail("the line map is truncated");
        const std::uint32_t files = word(s.offset), lines = word(s.offset + 4), symbols = word(s.offset + 8),
                            text = word(s.offset + 12);
        const std::uint64_t need = 16 + std::uint64_t{symbols} * 4 + std::uint64_t{lines} * 12 + text;
        if (need != s.size) return fail("the line map's counts do not agree with its size");
        std::uint64_t at = s.offset + 16;
        const std::uint64_t text_at = at + std::uint64_t{symbols} * 4 + std::uint64_t{lines} * 12;
        if (!read_files(files, text_at, text)) return false;
        for (std::uint32_t i = 0; i < symbols; ++i, at += 4) {
            if (word(at) >= files) return fail("the line map names a file that it does not list");
            if (i < symbol_of_.size() && symbol_of_[i] >= 0)
                image_.symbols[static_cast<std::size_t>(symbol_of_[i])].file = word(at);
        }
        for (std::uint32_t i = 0; i < lines; ++i, at += 12) {
            const ImageLine line{word(at), word(at + 4), word(at + 8)};
            if (line.file >= files) return fail("the line map names a file that it does not list");
            if (!image_.lines.empty() && line.address <= image_.lines.back().address)
                return fail("the line map is out of order at " + hex(line.address));
            image_.lines.push_back(line);
        }
        return true;
    }

    bool read_files(std::uint32_t count, std::uint64_t at, std::uint32_t bytes) {
        image_.files.clear();
        std::string name;
        for (std::uint32_t i = 0; i < bytes; ++i) {
            const auto c = static_cast<char>(data_[at + i]);
            if (c != '\0') {
                name.push_back(c);
                continue;
            }
            image_.files.push_back(std::move(name));
            name.clear();
        }
        if (count == 0 || image_.files.size() != count || !name.empty())
            return fail("the line map's list of files is damaged");
        return true;
    }

    bool sort_symbols() {
        std::stable_sort(image_.symbols.begin(), image_.symbols.end(),
                         [](const ImageSymbol& a, const ImageSymbol& b) { return a.address < b.address; });
        return true;
    }

    const std::uint8_t* data_;
    std::size_t size_;
    Image image_;
    std::string error_;
    std::vector<Header> sections_;
    Header names_{};
    std::vector<std::int32_t> symbol_of_;  // index of the table -> index in image_.symbols, or -1
};

}  // namespace

ElfResult read_elf(const std::uint8_t* data, std::size_t size) { return Reader(data, size).read(); }

}  // namespace ringside::isa
