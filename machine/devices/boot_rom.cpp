#include "machine/devices/boot_rom.hpp"

#include <cstring>

namespace ringside::machine {

namespace {

constexpr std::array<std::uint8_t, boot_rom_bytes> page_of_words() {
    std::array<std::uint8_t, boot_rom_bytes> page{};
    std::size_t at = 0;
    for (const std::uint32_t word : boot_rom_words)
        for (unsigned shift = 0; shift < 32; shift += 8)
            page[at++] = static_cast<std::uint8_t>(word >> shift);
    return page;
}
alignas(64) constexpr std::array<std::uint8_t, boot_rom_bytes> page = page_of_words();

}  // namespace

const std::uint8_t* boot_rom_page() { return page.data(); }

Bytes BootRecord::block() const {
    const std::uint32_t words[] = {magic, first_block, blocks, address, entry};
    Bytes bytes(512);
    std::memcpy(bytes.data(), words, sizeof words);
    return bytes;
}

}  // namespace ringside::machine
