#include <cstring>

#include "isa/elf/elf.hpp"
#include "isa/elf/format.hpp"

namespace ringside::isa {

namespace {

using Bytes = std::vector<std::uint8_t>;

void half(Bytes& out, std::uint32_t v) {
    out.push_back(static_cast<std::uint8_t>(v));
    out.push_back(static_cast<std::uint8_t>(v >> 8));
}
void word(Bytes& out, std::uint32_t v) {
    half(out, v & 0xffff);
    half(out, v >> 16);
}
void words(Bytes& out, std::initializer_list<std::uint32_t> values) {
    for (const std::uint32_t v : values) word(out, v);
}

// Names one after the other, each with its zero byte; the empty name is at 0.
struct StringTable {
    Bytes bytes{0};
    std::uint32_t add(std::string_view text) {
        if (text.empty()) return 0;
        const auto at = static_cast<std::uint32_t>(bytes.size());
        bytes.insert(bytes.end(), text.begin(), text.end());
        bytes.push_back(0);
        return at;
    }
};

struct SectionHeader {
    std::uint32_t name = 0, type = 0, flags = 0, address = 0, offset = 0, size = 0, link = 0, info = 0,
                  align = 1, entry_size = 0;
};

std::uint8_t elf_type(ImageSymbol::Type t) {
    switch (t) {
    case ImageSymbol::Type::object: return elf::symbol_object;
    case ImageSymbol::Type::function: return elf::symbol_function;
    case ImageSymbol::Type::thread_local_object: return elf::symbol_tls;
    case ImageSymbol::Type::none: break;
    }
    return elf::symbol_none;
}

class Writer {
public:
    explicit Writer(const Image& image) : image_(image) {}

    Bytes write() {
        headers_.emplace_back();  // section 0 is nothing
        const auto count = static_cast<std::uint32_t>(image_.segments.size());
        body_start_ = elf::header_bytes + count * elf::program_header_bytes;
        for (const Segment& s : image_.segments) add_segment(s);
        add_symbols();
        add_section(elf::map_section, elf::section_progbits, map());
        const std::uint32_t name = names_.add(".shstrtab");
        const std::uint32_t names_at = offset();
        append(names_.bytes);
        SectionHeader h;
        h.name = name;
        h.type = elf::section_strtab;
        h.offset = names_at;
        h.size = static_cast<std::uint32_t>(names_.bytes.size());
        headers_.push_back(h);
        return assemble();
    }

private:
    [[nodiscard]] std::uint32_t offset() const {
        return body_start_ + static_cast<std::uint32_t>(body_.size());
    }

    void append(const Bytes& bytes) {
        body_.insert(body_.end(), bytes.begin(), bytes.end());
        while ((offset() & 3) != 0) body_.push_back(0);
    }

    void add_segment(const Segment& s) {
        const auto size = static_cast<std::uint32_t>(s.bytes.size());
        SectionHeader h;
        h.name = names_.add(s.name.empty() ? "" : "." + s.name);
        h.type = size == 0 ? elf::section_nobits : elf::section_progbits;
        h.flags = elf::flag_alloc | (s.write ? elf::flag_write : 0) | (s.exec ? elf::flag_exec : 0);
        h.address = s.address;
        h.offset = offset();
        h.size = size == 0 ? s.memory_size : size;
        h.align = (s.address & 3) == 0 ? 4 : 1;
        headers_.push_back(h);
        const std::uint32_t flags =
            (s.read ? elf::segment_r : 0) | (s.write ? elf::segment_w : 0) | (s.exec ? elf::segment_x : 0);
        words(program_headers_,
              {elf::segment_load, h.offset, s.address, s.physical, size, s.memory_size, flags, h.align});
        append(s.bytes);
    }

    std::uint32_t add_section(const char* name, std::uint32_t type, const Bytes& bytes) {
        SectionHeader h;
        h.name = names_.add(name);
        h.type = type;
        h.offset = offset();
        h.size = static_cast<std::uint32_t>(bytes.size());
        h.align = 4;
        append(bytes);
        headers_.push_back(h);
        return static_cast<std::uint32_t>(headers_.size()) - 1;
    }

    void add_symbol(const ImageSymbol& s, Bytes& table, StringTable& strings) {
        std::uint32_t section = elf::index_absolute;
        for (std::uint32_t i = 0; i < image_.segments.size() && !s.absolute; ++i) {
            const Segment& segment = image_.segments[i];
            if (s.address - segment.address <= segment.memory_size)
                section = i + 1;  // an end label belongs to it too
            if (segment.contains(s.address)) break;
        }
        // A label outside all segments must not come back as a number: the first section stands for its place.
        if (!s.absolute && section == elf::index_absolute && !image_.segments.empty()) section = 1;
        words(table, {strings.add(s.name), s.address, s.size});
        table.push_back(static_cast<std::uint8_t>((s.global ? 1 : 0) << 4 | elf_type(s.type)));
        table.push_back(0);
        half(table, section);
        symbol_files_.push_back(s.file);
    }

    // Local symbols come first, as ELF wants it.
    void add_symbols() {
        Bytes table(elf::symbol_bytes, 0);
        StringTable strings;
        symbol_files_.push_back(0);
        std::uint32_t locals = 1;
        for (const bool global : {false, true})
            for (const ImageSymbol& s : image_.symbols) {
                if (s.global != global) continue;
                add_symbol(s, table, strings);
                if (!global) ++locals;
            }
        const std::uint32_t symtab = add_section(".symtab", elf::section_symtab, table);
        const std::uint32_t strtab = add_section(".strtab", elf::section_strtab, strings.bytes);
        headers_[symtab].link = strtab;
        headers_[symtab].info = locals;
        headers_[symtab].entry_size = elf::symbol_bytes;
    }

    [[nodiscard]] Bytes map() const {
        Bytes text;
        for (const std::string& f : image_.files) {
            text.insert(text.end(), f.begin(), f.end());
            text.push_back(0);
        }
        Bytes out;
        out.reserve(16 + 4 * symbol_files_.size() + 12 * image_.lines.size() + text.size());
        words(out,
              {static_cast<std::uint32_t>(image_.files.size()),
               static_cast<std::uint32_t>(image_.lines.size()),
               static_cast<std::uint32_t>(symbol_files_.size()), static_cast<std::uint32_t>(text.size())});
        for (const std::uint32_t f : symbol_files_) word(out, f);
        for (const ImageLine& l : image_.lines) words(out, {l.address, l.file, l.line});
        out.insert(out.end(), text.begin(), text.end());
        return out;
    }

    Bytes assemble() {
        Bytes file;
        file.reserve(offset() + headers_.size() * elf::section_header_bytes);
        for (const int c : {0x7f, int{'E'}, int{'L'}, int{'F'}}) file.push_back(static_cast<std::uint8_t>(c));
        file.push_back(elf::class_32);
        file.push_back(elf::data_little);
        file.push_back(elf::version);
        file.resize(16, 0);
        half(file, elf::type_executable);
        half(file, elf_machine);
        words(file, {elf::version, image_.entry, elf::header_bytes, offset(), 0});
        half(file, elf::header_bytes);
        half(file, elf::program_header_bytes);
        half(file, static_cast<std::uint32_t>(image_.segments.size()));
        half(file, elf::section_header_bytes);
        half(file, static_cast<std::uint32_t>(headers_.size()));
        half(file, static_cast<std::uint32_t>(headers_.size()) - 1);
        file.insert(file.end(), program_headers_.begin(), program_headers_.end());
        file.insert(file.end(), body_.begin(), body_.end());
        for (const SectionHeader& h : headers_)
            words(file, {h.name, h.type, h.flags, h.address, h.offset, h.size, h.link, h.info, h.align,
                         h.entry_size});
        return file;
    }

    const Image& image_;
    std::uint32_t body_start_ = 0;
    Bytes program_headers_, body_;
    std::vector<SectionHeader> headers_;
    StringTable names_;
    std::vector<std::uint32_t> symbol_files_;
};

}  // namespace

std::vector<std::uint8_t> write_elf(const Image& image) { return Writer(image).write(); }

}  // namespace ringside::isa
