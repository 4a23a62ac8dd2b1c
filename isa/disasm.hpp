// From words back to text that the assembler reads to the same word.
//
//   isa::disassemble(0x20ab0001)                      "addi a0, a1, 1"
//   isa::disassemble(word, pc, [&](std::uint32_t a) { return image.name_of(a); })      "jal ra, main"
//   isa::listing(image)                               every segment, with labels and source lines
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "isa/image.hpp"
#include "isa/table.hpp"

namespace ringside::isa {

// How operands of this syntax are written: "rd, imm(rs)".
std::string_view operands_text(Syntax syntax);

// A name for an address ("main", "main+0x8"), or nothing.
using Symbolizer = std::function<std::optional<std::string>(std::uint32_t address)>;

// Targets of branches and jumps are named if the symbolizer knows them, and else written relative to the
// instruction (".+8"). A word that is no instruction becomes ".word 0x…".
std::string disassemble(std::uint32_t word, std::uint32_t pc = 0, const Symbolizer& symbolizer = {});

// "00010000 <main>:" lines for labels, source lines where they change, and one line per word of executable
// segments: address, word, text. Other segments are shown as hexadecimal bytes; zeros behind them are counted.
std::string listing(const Image& image);

}  // namespace ringside::isa
