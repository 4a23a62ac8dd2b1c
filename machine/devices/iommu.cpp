#include "machine/devices/iommu.hpp"

#include <algorithm>
#include <cstring>

#include "machine/archive.hpp"
#include "machine/walk.hpp"

namespace ringside::machine {

namespace {

// The tables lie in guest-physical memory; A and D are written there like everything else a device writes.
struct Tables {
    Dma& dma;
    Source device;
    std::uint64_t at;

    bool read(std::uint32_t address, std::uint32_t& word) const {
        std::array<std::uint8_t, 4> bytes{};
        if (!dma.read(isa::Gpa{address}, bytes.data(), 4)) return false;
        std::memcpy(&word, bytes.data(), 4);
        return true;
    }
    bool write(std::uint32_t address, std::uint32_t word) const {
        std::array<std::uint8_t, 4> bytes{};
        std::memcpy(bytes.data(), &word, 4);
        if (!dma.write(isa::Gpa{address}, bytes.data(), 4)) return false;
        if (dma.listening())
            dma.note(at, EventKind::dma_write, number_of(device), address, 4,
                     static_cast<std::uint32_t>(hash_bytes(bytes.data(), 4)));
        return true;
    }
};

bool is_root(std::uint32_t offset) { return offset - reg::iommu_roots < device_count * 4; }

}  // namespace

std::uint32_t Iommu::read(std::uint32_t offset) const {
    if (is_root(offset)) return roots[(offset - reg::iommu_roots) / 4];
    switch (offset) {
    case reg::iommu_id: return id;
    case reg::iommu_status: return status;
    case reg::iommu_control: return (enabled ? enable_bit : 0) | (interrupt_enabled ? interrupt_bit : 0);
    case reg::iommu_fault_address: return fault_address;
    case reg::iommu_fault_info: return fault_info;
    default: return 0;
    }
}

void Iommu::write(std::uint32_t offset, std::uint32_t value) {
    if (is_root(offset)) {
        roots[(offset - reg::iommu_roots) / 4] = value & root_bits;
    } else if (offset == reg::iommu_status) {
        status &= ~value;
    } else if (offset == reg::iommu_control) {
        enabled = value & enable_bit;
        interrupt_enabled = value & interrupt_bit;
    }
}

void Iommu::record(Source device, std::uint32_t address, isa::Access access, std::uint32_t reason, Dma& dma,
                   std::uint64_t at) {
    const std::uint32_t info = number_of(device) | (isa::writes(access) ? 0x100u : 0u) | reason << 16;
    if (dma.listening()) dma.note(at, EventKind::iommu_fault, number_of(device), address, info, 0);
    if (status & faulted) {
        status |= more_faults;
        return;
    }
    status |= faulted;
    fault_address = address;
    fault_info = info;
}

bool Iommu::translate(Source device, std::uint32_t address, isa::Access access, Dma& dma, std::uint64_t at,
                      isa::Gpa& to) {
    to = isa::Gpa{address};
    if (!enabled) return true;
    const std::uint32_t root = roots[number_of(device)];
    if (!(root & 1)) {
        record(device, address, access, iommu_no_table, dma, at);
        return false;
    }
    const Walk w = walk(Tables{dma, device, at}, root >> 12, isa::Gva{address}, access, 0);
    if (!w.ok) {
        const auto reason = w.bus_error ? iommu_no_memory : static_cast<std::uint32_t>(w.why);
        record(device, address, access, reason, dma, at);
        return false;
    }
    to = isa::Gpa{w.address};
    return true;
}

bool Iommu::well_formed() const {
    return (status & ~(faulted | more_faults)) == 0 &&
           std::all_of(roots.begin(), roots.end(), [](std::uint32_t r) { return (r & ~root_bits) == 0; });
}

}  // namespace ringside::machine
