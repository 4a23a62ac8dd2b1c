// Guest-physical memory as the monitor reaches it: through the guest-frame map and RootPort.
#pragma once

#include "hypervisor/guest.hpp"
#include "machine/walk.hpp"

namespace ringside::hv {

enum class GuestPlace : std::uint8_t { ram, config, nothing };

struct GuestLocation {
    GuestPlace place = GuestPlace::nothing;
    isa::Hpa address;
};

inline GuestLocation locate(const Vm& vm, isa::Gpa gpa) {
    if (gpa.frame() < vm.frame_map.size() && vm.frame_map[gpa.frame()] != no_frame)
        return {GuestPlace::ram, isa::Hpa::of_frame(vm.frame_map[gpa.frame()], gpa.offset())};
    if (gpa.frame() == isa::Gpa{machine::config_page_base}.frame())
        return {GuestPlace::config, isa::Hpa::of_frame(vm.config_frame, gpa.offset())};
    return {};
}

// Writes guest RAM and says so, so that traces and dirty logs miss nothing.
inline void write_guest(Guest& g, isa::Gpa gpa, isa::Hpa pa, std::uint32_t value, isa::Width width) {
    g.port.store(pa, value, width);
    g.emit(machine::EventKind::guest_write, gpa.value, value, isa::bytes_of(width));
}

// The guest's page tables, for machine::walk. Like hardware, it finds entries in RAM only.
struct GuestTables {
    Guest& g;
    bool read(std::uint32_t address, std::uint32_t& word) const {
        const GuestLocation at = locate(g.vm, isa::Gpa{address});
        if (at.place != GuestPlace::ram) return false;
        word = g.port.load(at.address);
        return true;
    }
    bool write(std::uint32_t address, std::uint32_t word) const {
        const GuestLocation at = locate(g.vm, isa::Gpa{address});
        if (at.place != GuestPlace::ram) return false;
        write_guest(g, isa::Gpa{address}, at.address, word, isa::Width::word);
        return true;
    }
};

// Guest virtual to guest physical as the guest's own hardware would, A and D included unless told otherwise.
inline machine::Walk walk_guest(Guest& g, isa::Gva va, isa::Access access, unsigned ring,
                                machine::SetBits set = machine::SetBits::yes) {
    if (g.vcpu.v.ptb.enabled()) return machine::walk(GuestTables{g}, g.vcpu.v.ptb.root_frame(), va, access, ring, set);
    machine::Walk flat;
    flat.ok = true;
    flat.address = va.value;
    flat.leaf = isa::Pte::make(va.frame(), isa::Pte::v | isa::Pte::r | isa::Pte::w | isa::Pte::x | isa::Pte::a | isa::Pte::d, 3);
    return flat;
}

}  // namespace ringside::hv
