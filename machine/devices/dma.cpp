#include "machine/devices/dma.hpp"

#include <algorithm>
#include <array>

#include "machine/archive.hpp"
#include "machine/devices/iommu.hpp"

namespace ringside::machine {

template <class Move>
bool BusMaster::move(std::uint32_t address, std::uint32_t bytes, isa::Access access, Move piece) {
    if (bytes == 0 || address + (bytes - 1) < address) return false;  // a range that wraps is nowhere
    for (std::uint32_t moved = 0; moved < bytes;) {
        const std::uint32_t at = address + moved;
        const std::uint32_t count = std::min(bytes - moved, isa::page_bytes - isa::Gpa{at}.offset());
        isa::Gpa gpa;
        if (!iommu_.translate(device_, at, access, dma_, at_, gpa) || !piece(gpa, moved, count)) return false;
        moved += count;
    }
    return true;
}

bool BusMaster::read(std::uint32_t address, std::uint8_t* to, std::uint32_t bytes) {
    return move(address, bytes, isa::Access::load,
                [&](isa::Gpa gpa, std::uint32_t moved, std::uint32_t count) {
                    if (!dma_.read(gpa, to + moved, count)) return false;
                    note(EventKind::dma_read, gpa.value, count);
                    return true;
                });
}

bool BusMaster::write(std::uint32_t address, const std::uint8_t* from, std::uint32_t bytes) {
    return move(address, bytes, isa::Access::store,
                [&](isa::Gpa gpa, std::uint32_t moved, std::uint32_t count) {
                    if (!dma_.write(gpa, from + moved, count)) return false;
                    if (dma_.listening())
                        note(EventKind::dma_write, gpa.value, count,
                             static_cast<std::uint32_t>(hash_bytes(from + moved, count)));
                    return true;
                });
}

bool BusMaster::read_word(std::uint32_t address, std::uint32_t& word) {
    std::array<std::uint8_t, 4> b{};
    if (!read(address, b.data(), 4)) return false;
    word = b[0] | b[1] << 8 | b[2] << 16 | static_cast<std::uint32_t>(b[3]) << 24;
    return true;
}

bool BusMaster::write_word(std::uint32_t address, std::uint32_t word) {
    const std::array<std::uint8_t, 4> b{static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 8),
                                        static_cast<std::uint8_t>(word >> 16),
                                        static_cast<std::uint8_t>(word >> 24)};
    return write(address, b.data(), 4);
}

}  // namespace ringside::machine
