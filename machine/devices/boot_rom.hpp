// The boot ROM: a small program that loads another one from the disk. Its source, with the form of the boot record, is
// boot_rom.s; boot_rom.inc holds its words.
#pragma once

#include <array>
#include <cstdint>

#include "machine/archive.hpp"
#include "machine/devices/devices.hpp"

namespace ringside::machine {

inline constexpr std::uint32_t boot_rom_base = row(Source::boot_rom).base,
                               boot_rom_bytes = row(Source::boot_rom).bytes;

inline constexpr std::uint32_t boot_rom_words[] = {
#include "machine/devices/boot_rom.inc"
};
static_assert(sizeof boot_rom_words <= boot_rom_bytes);

// The page as the bus shows it.
const std::uint8_t* boot_rom_page();

// Block 0 of a disk that the boot ROM can load.
struct BootRecord {
    std::uint32_t first_block = 0, blocks = 0, address = 0, entry = 0;

    static constexpr std::uint32_t magic = 0x544f4f42;  // "BOOT"
    [[nodiscard]] Bytes block() const;
};

}  // namespace ringside::machine
