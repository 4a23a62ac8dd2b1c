#include "isa/disasm.hpp"

#include <cstdio>

#include "isa/encoding.hpp"
#include "isa/special.hpp"

namespace ringside::isa {

std::string_view operands_text(Syntax syntax) {
    switch (syntax) {
    case Syntax::none: return "";
    case Syntax::rd_rs_rt: return "rd, rs, rt";
    case Syntax::rd_rs_imm:
    case Syntax::rd_rs_shamt: return "rd, rs, imm";
    case Syntax::rd_imm: return "rd, imm";
    case Syntax::load:
    case Syntax::store:
    case Syntax::jalr: return "rd, imm(rs)";
    case Syntax::branch: return "rd, rs, target";
    case Syntax::jal: return "rd, target";
    case Syntax::lr: return "rd, (rs)";
    case Syntax::amo: return "rd, rt, (rs)";
    case Syntax::rd: return "rd";
    case Syntax::rs: return "rs";
    case Syntax::rd_rs: return "rd, rs";
    case Syntax::rs_rt: return "rs, rt";
    case Syntax::mfs: return "rd, special";
    case Syntax::mts: return "special, rs";
    case Syntax::imm: return "imm";
    }
    return "";
}

namespace {

std::string hex(std::uint32_t n, int digits = 0) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%0*x", digits, static_cast<unsigned>(n));
    return text;
}

std::string special_text(std::int32_t number) {
    const SpecialRow* special = find_special(static_cast<std::uint32_t>(number));
    return special ? std::string(special->name) : hex(static_cast<std::uint32_t>(number));
}

std::string target_text(std::int32_t instructions, std::uint32_t pc, const Symbolizer& symbolizer) {
    const std::uint32_t distance = static_cast<std::uint32_t>(instructions) * 4;
    if (symbolizer)
        if (auto name = symbolizer(pc + distance)) return *name;
    return instructions < 0 ? ".-" + std::to_string(0 - distance) : ".+" + std::to_string(distance);
}

std::string operands(const Decoded& d, std::uint32_t pc, const Symbolizer& symbolizer) {
    const std::string rd(register_names[d.rd]), rs(register_names[d.rs]), rt(register_names[d.rt]);
    const std::string imm = std::to_string(d.imm);
    switch (row(d.op).syntax) {
    case Syntax::none: return "";
    case Syntax::rd_rs_rt: return rd + ", " + rs + ", " + rt;
    case Syntax::rd_rs_imm:
    case Syntax::rd_rs_shamt: return rd + ", " + rs + ", " + imm;
    case Syntax::rd_imm: return rd + ", " + hex(static_cast<std::uint32_t>(d.imm));
    case Syntax::load:
    case Syntax::store:
    case Syntax::jalr: return rd + ", " + imm + "(" + rs + ")";
    case Syntax::branch: return rd + ", " + rs + ", " + target_text(d.imm, pc, symbolizer);
    case Syntax::jal: return rd + ", " + target_text(d.imm, pc, symbolizer);
    case Syntax::lr: return rd + ", (" + rs + ")";
    case Syntax::amo: return rd + ", " + rt + ", (" + rs + ")";
    case Syntax::rd: return rd;
    case Syntax::rs: return rs;
    case Syntax::rd_rs: return rd + ", " + rs;
    case Syntax::rs_rt: return rs + ", " + rt;
    case Syntax::mfs: return rd + ", " + special_text(d.imm);
    case Syntax::mts: return special_text(d.imm) + ", " + rs;
    case Syntax::imm: return imm;
    }
    return "";
}

std::uint32_t word_at(const Segment& s, std::uint32_t offset) {
    std::uint32_t word = 0;
    for (std::uint32_t i = 0; i < 4; ++i) word |= std::uint32_t{s.bytes[offset + i]} << 8 * i;
    return word;
}

class Listing {
public:
    explicit Listing(const Image& image) : image_(image) {
        symbolizer_ = [&image](std::uint32_t a) { return image.name_of(a); };
    }

    std::string text() {
        for (const Segment& s : image_.segments) segment(s);
        return std::move(out_);
    }

private:
    void segment(const Segment& s) {
        if (!out_.empty()) out_ += "\n";
        out_ += "segment " + s.name + " at " + hex(s.address, 8);
        if (s.physical != s.address) out_ += " (loaded at " + hex(s.physical, 8) + ")";
        out_ += std::string(", ") + (s.read ? "r" : "-") + (s.write ? "w" : "-") + (s.exec ? "x" : "-") +
                ", " + std::to_string(s.memory_size) + " bytes\n";
        last_line_ = {};
        const auto size = static_cast<std::uint32_t>(s.bytes.size());
        for (std::uint32_t offset = 0; offset < size;) {
            labels_at(s.address + offset);
            offset += s.exec && size - offset >= 4 ? instruction(s, offset) : data(s, offset);
        }
        for (; next_label_ < image_.symbols.size() && s.contains(image_.symbols[next_label_].address);)
            labels_at(image_.symbols[next_label_].address);
        if (s.memory_size > size) out_ += "  and " + std::to_string(s.memory_size - size) + " zero bytes\n";
    }

    void labels_at(std::uint32_t address) {
        for (; next_label_ < image_.symbols.size() && image_.symbols[next_label_].address <= address;
             ++next_label_) {
            const ImageSymbol& symbol = image_.symbols[next_label_];
            if (symbol.absolute || symbol.type == ImageSymbol::Type::thread_local_object) continue;
            if (image_.segment_at(symbol.address))
                out_ += "\n" + hex(symbol.address, 8).substr(2) + " <" + symbol.name + ">:\n";
        }
    }

    std::uint32_t instruction(const Segment& s, std::uint32_t offset) {
        const std::uint32_t pc = s.address + offset, word = word_at(s, offset);
        if (const auto source = image_.source_of(pc); source && *source != last_line_) {
            out_ += "# " + *source + "\n";
            last_line_ = *source;
        }
        out_ += "  " + hex(pc, 8).substr(2) + "  " + hex(word, 8).substr(2) + "  " +
                disassemble(word, pc, symbolizer_) + "\n";
        return 4;
    }

    // Up to 16 bytes, ending before the next label.
    std::uint32_t data(const Segment& s, std::uint32_t offset) {
        std::uint32_t count = static_cast<std::uint32_t>(s.bytes.size()) - offset;
        if (count > 16) count = 16;
        for (std::size_t i = next_label_; i < image_.symbols.size(); ++i) {
            if (image_.symbols[i].absolute) continue;
            const std::uint32_t distance = image_.symbols[i].address - (s.address + offset);
            if (distance < count) count = distance;
            break;
        }
        std::string bytes, letters;
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint8_t b = s.bytes[offset + i];
            bytes += hex(b, 2).substr(2) + " ";
            letters += b >= 0x20 && b < 0x7f ? static_cast<char>(b) : '.';
        }
        bytes.resize(48, ' ');
        out_ += "  " + hex(s.address + offset, 8).substr(2) + "  " + bytes + " " + letters + "\n";
        return count;
    }

    const Image& image_;
    Symbolizer symbolizer_;
    std::string out_, last_line_;
    std::size_t next_label_ = 0;
};

}  // namespace

std::string disassemble(std::uint32_t word, std::uint32_t pc, const Symbolizer& symbolizer) {
    const auto d = decode(word);
    if (!d) return ".word " + hex(word, 8);
    std::string text(row(d->op).mnemonic);
    const std::string rest = operands(*d, pc, symbolizer);
    return rest.empty() ? text : text + " " + rest;
}

std::string listing(const Image& image) { return Listing(image).text(); }

}  // namespace ringside::isa
