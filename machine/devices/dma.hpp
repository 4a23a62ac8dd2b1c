// How devices reach memory.
//
// Dma is what the owner of the board gives: guest-physical memory, one piece of a page at a time. On bare metal that is
// RAM (machine/ram_dma.hpp); for a VM it is the guest-frame map. Whatever keeps derived things about pages (decoded code,
// host-address shortcuts, dirty logs, shadow tables) learns of DMA in write(), and from nowhere else.
//
// BusMaster is what a device sees: bus addresses of any length, through the IOMMU if that is on. A device reads memory at
// its submit step (when the driver writes a register) and writes it at its completion step.
#pragma once

#include <cstdint>

#include "isa/types.hpp"
#include "machine/devices/devices.hpp"
#include "machine/events.hpp"

namespace ringside::machine {

struct Iommu;

class Dma {
public:
    virtual ~Dma() = default;
    // The bytes lie within one page. False: there is no RAM; nothing was moved.
    virtual bool read(isa::Gpa from, std::uint8_t* to, std::uint32_t bytes) = 0;
    virtual bool write(isa::Gpa to, const std::uint8_t* from, std::uint32_t bytes) = 0;
    // What a device did, for the stream of events, at guest time `at`; made only if somebody listens.
    [[nodiscard]] virtual bool listening() const { return false; }
    virtual void note(std::uint64_t /*at*/, EventKind, std::uint32_t /*a*/, std::uint32_t /*b*/,
                      std::uint32_t /*c*/, std::uint32_t /*d*/) {}
};

class BusMaster {
public:
    BusMaster(Iommu& iommu, Dma& dma, Source device, std::uint64_t at)
        : iommu_(iommu), dma_(dma), device_(device), at_(at) {}

    // Page by page. False: a page is not RAM, or the IOMMU refuses; the pages before it have been moved.
    bool read(std::uint32_t address, std::uint8_t* to, std::uint32_t bytes);
    bool write(std::uint32_t address, const std::uint8_t* from, std::uint32_t bytes);
    // Words are little-endian, as everywhere.
    bool read_word(std::uint32_t address, std::uint32_t& word);
    bool write_word(std::uint32_t address, std::uint32_t word);

    void note(EventKind kind, std::uint32_t b = 0, std::uint32_t c = 0, std::uint32_t d = 0) {
        if (dma_.listening()) dma_.note(at_, kind, number_of(device_), b, c, d);
    }

private:
    template <class Move>
    bool move(std::uint32_t address, std::uint32_t bytes, isa::Access access, Move piece);

    Iommu& iommu_;
    Dma& dma_;
    Source device_;
    std::uint64_t at_;
};

}  // namespace ringside::machine
