// Sources in, words, images and messages out: what the tests of the assembler and the linker have in common.
#pragma once

#include <catch2/catch.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "isa/asm/assembler.hpp"
#include "isa/asm/link.hpp"

namespace ringside::isa {

inline Image linked(const std::vector<assembler::Source>& sources,
                    const assembler::LinkOptions& options = {}) {
    const auto result = assembler::build(sources, options);
    INFO(result.error_text());
    REQUIRE(result);
    return *result.value;
}

inline Image linked(const std::string& text) { return linked({{"a.s", text}}); }

// What a source makes of itself, with `_start` put before it.
inline Image started(const std::string& text) { return linked(".globl _start\n_start:\n" + text); }

inline std::uint32_t word_at(const Image& image, std::uint32_t address) {
    const Segment* s = image.segment_at(address);
    REQUIRE(s != nullptr);
    std::uint32_t word = 0;
    for (std::uint32_t i = 0; i < 4; ++i) {
        const std::uint32_t offset = address - s->address + i;
        if (offset < s->bytes.size()) word |= std::uint32_t{s->bytes[offset]} << 8 * i;
    }
    return word;
}

inline std::uint32_t address_of(const Image& image, const std::string& name) {
    const ImageSymbol* s = image.symbol_named(name);
    INFO(name);
    REQUIRE(s != nullptr);
    return s->address;
}

inline std::uint32_t word_at(const Image& image, const std::string& name) {
    return word_at(image, address_of(image, name));
}

// The words of the code of a source.
inline std::vector<std::uint32_t> words_of(const std::string& text) {
    const Image image = started(text);
    std::vector<std::uint32_t> words;
    const Segment& code = image.segments.at(0);
    for (std::uint32_t i = 0; i < code.bytes.size(); i += 4)
        words.push_back(word_at(image, code.address + i));
    return words;
}

// The bytes of .data of a source.
inline std::vector<std::uint8_t> data_of(const std::string& text) {
    const Image image = linked(".globl _start\n_start: nop\n.data\n" + text);
    for (const Segment& s : image.segments)
        if (s.name == "data") return s.bytes;
    return {};
}

// The messages about a source, one per line; linking included.
inline std::string errors_of(const std::string& text, const assembler::LinkOptions& options = {}) {
    const auto result = assembler::build({{"a.s", text}}, options);
    CHECK(!result);
    return result.error_text();
}

}  // namespace ringside::isa
