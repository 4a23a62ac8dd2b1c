// LEB128, the variable-length integers of DWARF (DWARF 5, section 7.6).
#pragma once

#include <cstdint>
#include <vector>

namespace ringside::isa::assembler {

inline std::vector<std::uint8_t> leb_bytes(std::int64_t value, bool is_signed) {
    std::vector<std::uint8_t> bytes;
    auto rest = static_cast<std::uint64_t>(value);
    for (;;) {
        const auto low = static_cast<std::uint8_t>(rest & 0x7f);
        rest >>= 7;
        if (is_signed && value < 0) rest |= std::uint64_t{0x7f} << 57;  // the sign is shifted in
        const bool sign = (low & 0x40) != 0;
        const bool last = is_signed ? (rest == 0 && !sign) || (rest == ~std::uint64_t{0} && sign) : rest == 0;
        bytes.push_back(last ? low : static_cast<std::uint8_t>(low | 0x80));
        if (last) return bytes;
    }
}

}  // namespace ringside::isa::assembler
