#include "machine/boot.hpp"

#include <algorithm>
#include <cstdio>

namespace ringside::machine {

namespace {
constexpr unsigned a0 = 10, a1 = 11;

std::string sentence(const char* format, unsigned a, unsigned b = 0, unsigned c = 0) {
    char text[200];
    std::snprintf(text, sizeof text, format, a, b, c);
    return text;
}
}  // namespace

std::optional<std::string> misfit(const BootImage& image, std::uint32_t ram_bytes) {
    for (const BootSegment& s : image.segments) {
        const std::uint64_t end = std::uint64_t{s.address} + s.memory_size;
        if (s.memory_size < s.bytes.size())
            return sentence("a segment of the program at 0x%08x has %u bytes but is said to take only %u; link it anew", s.address,
                            static_cast<unsigned>(s.bytes.size()), s.memory_size);
        if (s.memory_size == 0) continue;
        if (s.address < ram_base)
            return sentence("a segment of the program begins at 0x%08x, below RAM, which begins at 0x%08x; link it higher", s.address,
                            ram_base);
        if (end > ram_bytes)
            return sentence("a segment of the program ends at 0x%08x, beyond RAM of %u KiB; give more RAM", static_cast<unsigned>(end),
                            ram_bytes >> 10);
    }
    if (image.entry < ram_base || image.entry >= ram_bytes) return sentence("the program's entry 0x%08x is not in RAM", image.entry);
    if ((image.entry & 3) != 0) return sentence("the program's entry 0x%08x is not a multiple of 4", image.entry);
    return std::nullopt;
}

void start_at(HartRegisters& registers, std::uint32_t entry, std::uint32_t hart) {
    registers = HartRegisters{};
    registers.pc = entry;
    registers.x[a0] = hart;
    registers.x[a1] = config_page_base;
}

void boot(Machine& machine, const BootImage& image) {
    for (const BootSegment& s : image.segments)
        for (std::size_t i = 0; i < s.bytes.size();) {
            const isa::Hpa pa{s.address + static_cast<std::uint32_t>(i)};
            const std::size_t count = std::min<std::size_t>(s.bytes.size() - i, isa::page_bytes - pa.offset());
            std::copy_n(s.bytes.data() + i, count, machine.ram.writable(pa.frame()) + pa.offset());
            i += count;
        }
    for (std::uint32_t i = 0; i < machine.harts.size(); ++i) start_at(machine.harts[i], image.entry, i);
}

void boot_from_disk(Machine& machine) {
    for (std::uint32_t i = 0; i < machine.harts.size(); ++i) start_at(machine.harts[i], boot_rom_base, i);
}

}  // namespace ringside::machine
