// The numbers of the ELF format that Tetra's files use; internal to the writer and the reader.
#pragma once

#include <cstdint>

namespace ringside::isa::elf {

inline constexpr std::uint32_t header_bytes = 52, program_header_bytes = 32, section_header_bytes = 40,
                               symbol_bytes = 16;
inline constexpr std::uint8_t class_32 = 1, data_little = 1, version = 1;
inline constexpr std::uint16_t type_executable = 2;

inline constexpr std::uint32_t segment_load = 1, segment_x = 1, segment_w = 2, segment_r = 4;

inline constexpr std::uint32_t section_progbits = 1, section_symtab = 2, section_strtab = 3,
                               section_nobits = 8;
inline constexpr std::uint32_t flag_write = 1, flag_alloc = 2, flag_exec = 4;
inline constexpr std::uint16_t index_undefined = 0, index_absolute = 0xfff1;

inline constexpr std::uint8_t symbol_none = 0, symbol_object = 1, symbol_function = 2, symbol_section = 3,
                              symbol_file = 4, symbol_tls = 6;

inline constexpr const char* map_section = ".tetra.map";

}  // namespace ringside::isa::elf
