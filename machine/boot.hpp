// A program as the machine takes it: bytes at physical addresses and where to start. Made from an ELF image (isa/elf).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "machine/machine.hpp"

namespace ringside::machine {

struct BootSegment {
    std::uint32_t address = 0;       // physical
    std::vector<std::uint8_t> bytes;
    std::uint32_t memory_size = 0;   // at least bytes.size(); the rest is zeros
};

struct BootImage {
    std::uint32_t entry = 0;  // physical: harts start with paging off
    std::vector<BootSegment> segments;
};

// A sentence if the image does not fit into RAM of this size.
std::optional<std::string> misfit(const BootImage& image, std::uint32_t ram_bytes);

// Puts every hart at the image's entry: ring 0, paging and interrupts off, a0 = hart number, a1 = configuration page.
void start_at(HartRegisters& registers, std::uint32_t entry, std::uint32_t hart);

// Loads the image into the RAM of a fresh machine and starts its harts there. The image must fit.
void boot(Machine& machine, const BootImage& image);

// Starts the harts of a fresh machine in its boot ROM, which loads a program from the disk (DeviceConfig::boot_rom).
void boot_from_disk(Machine& machine);

}  // namespace ringside::machine
