// Images as ELF files: ELF32, little-endian, ET_EXEC ("Tool Interface Standard: Executable and Linking Format",
// version 1.2), for machine 0x7e74, a number of the unofficial range.
//
//   std::vector<std::uint8_t> file = isa::write_elf(image);
//   isa::ElfResult back = isa::read_elf(file);     // back.image == image, or back.error says what is wrong
//
// The file holds one PT_LOAD header and one section per segment, .symtab with .strtab, and .tetra.map, which is
// Tetra's own: which source file each symbol is from, and which line each instruction is from. In words of 32 bits:
//
//   files, lines, symbols, text           how many of each, and how many bytes of text
//   symbols × { file }                    in the order of .symtab, its first (null) entry included
//   lines × { address, file, line }       by rising address; line 0 ends a stretch
//   text                                  the files' names, each followed by a zero byte
//
// Other tools (readelf, objdump -h) read the rest; a file without sections or without .tetra.map loads as well.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isa/image.hpp"

namespace ringside::isa {

inline constexpr std::uint16_t elf_machine = 0x7e74;

std::vector<std::uint8_t> write_elf(const Image& image);

struct ElfResult {
    std::optional<Image> image;
    std::string error;  // one sentence without the file's name, if there is no image
};

// Any bytes may be given: whatever is wrong with them is said, and nothing larger than a few times the file is made.
ElfResult read_elf(const std::uint8_t* data, std::size_t size);
inline ElfResult read_elf(const std::vector<std::uint8_t>& file) {
    return read_elf(file.data(), file.size());
}

}  // namespace ringside::isa
