// Numbers as the window writes them, the same in every panel.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ringside::ui {

// "4 182 771"
std::string grouped(std::uint64_t number);
// "8000107c", as in registers and listings
std::string hex8(std::uint32_t value);
// "0x8000_107c", as in sentences
std::string hex_in_words(std::uint32_t value);
// "0x12a", without leading zeros
std::string hex_short(std::uint32_t value);
// "1 cycle", "2 cycles"
std::string counted(std::uint64_t number, std::string_view one);
// A character as a person would name it: 'h', a line end, 0x07.
std::string character_name(std::uint32_t value);

}  // namespace ringside::ui
