// The IOMMU: a page table per device, in the format of the processor's (isa/pte.hpp), between devices and memory.
//
// While it is off, devices name physical addresses. While it is on, a device's addresses go through its table as if ring 0
// accessed them: V, R and W decide, A and D are set. A device without a table reaches nothing. There is no IOTLB: each
// piece of a page is walked anew. The first fault is kept until the driver clears it.
//
// Registers: machine/devices/registers.inc.
#pragma once

#include <array>
#include <cstdint>

#include "isa/causes.hpp"
#include "machine/devices/dma.hpp"

namespace ringside::machine {

// Reasons in fault_info beyond isa::FaultReason.
inline constexpr std::uint32_t iommu_no_table = 6, iommu_no_memory = 7;

struct Iommu {
    bool enabled = false;
    bool interrupt_enabled = false;
    std::uint32_t status = 0;
    std::uint32_t fault_address = 0, fault_info = 0;
    std::array<std::uint32_t, device_count> roots{};  // frame << 12, + 1 if there is a table

    static constexpr std::uint32_t id = 0x554d4d49;
    static constexpr std::uint32_t faulted = 1, more_faults = 2;
    static constexpr std::uint32_t enable_bit = 1, interrupt_bit = 2;
    static constexpr std::uint32_t root_bits = 0xfffff001;

    bool operator==(const Iommu&) const = default;

    [[nodiscard]] std::uint32_t read(std::uint32_t offset) const;
    void write(std::uint32_t offset, std::uint32_t value);
    [[nodiscard]] bool line() const { return interrupt_enabled && status != 0; }

    // Where a device's address leads. False: nowhere, and the fault is recorded.
    bool translate(Source device, std::uint32_t address, isa::Access access, Dma& dma, std::uint64_t at,
                   isa::Gpa& to);

    [[nodiscard]] bool well_formed() const;
    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.enabled, self.interrupt_enabled, self.status, self.fault_address, self.fault_info,
                self.roots);
        check_loaded<Iommu>(self, archive);
    }

private:
    void record(Source device, std::uint32_t address, isa::Access access, std::uint32_t reason, Dma& dma,
                std::uint64_t at);
};

}  // namespace ringside::machine
