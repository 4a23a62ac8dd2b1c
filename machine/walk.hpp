// The page walk: one walker for the machine, the monitor (over guest memory), the pictures and the graders.
//
//   Walk w = walk(memory, root_frame, Gva{0x12a40}, Access::load, ring);
//   if (w.ok) ... w.leaf, w.address ...   else ... w.trap_for(va) ...
//
// Memory offers   bool read(std::uint32_t address, std::uint32_t& word)    false: no memory there
//                 bool write(std::uint32_t address, std::uint32_t word)
// in the physical space that the tables name (host physical for the machine, guest physical for a guest's tables).
//
// Steps: 1 read the directory entry; 2 absent, reserved bit or (large) low frame bits → fault; 3 if not large, read the
// table entry and check it likewise; 4 check ring and rights; 5 set A, and D for a write, in the leaf, in one write and
// only if that changes it. A faulting access sets nothing.
#pragma once

#include <array>
#include <cstdint>

#include "isa/causes.hpp"
#include "isa/pte.hpp"

namespace ringside::machine {

struct WalkStep {
    std::uint32_t address = 0;  // of the entry read
    std::uint32_t entry = 0;    // as it was read
    constexpr bool operator==(const WalkStep&) const = default;
};

struct Walk {
    bool ok = false;
    bool bus_error = false;  // an entry lies where there is no memory
    isa::FaultReason why = isa::FaultReason::none;
    isa::Pte leaf;              // with A and D as after the walk; L set if large
    std::uint32_t address = 0;  // translated, in the space the tables name
    std::uint32_t leaf_address = 0;
    bool wrote_leaf = false;  // A or D changed
    int references = 0;       // entries read
    std::array<WalkStep, 2> steps{};

    [[nodiscard]] constexpr isa::Trap trap_for(isa::Access access, isa::Gva va) const {
        return bus_error ? isa::bus_fault(access, va) : isa::page_fault(access, why, va);
    }
};

enum class SetBits : bool { no, yes };  // probe and pictures walk without setting A and D

template <class Memory>
Walk walk(Memory&& memory, std::uint32_t root_frame, isa::Gva va, isa::Access access, unsigned ring,
          SetBits set = SetBits::yes) {
    using isa::FaultReason;
    using isa::Pte;
    Walk w;
    const auto fault = [&w](FaultReason why) {
        w.why = why;
        return w;
    };
    const auto read = [&](std::uint32_t frame, std::uint32_t index) {
        const std::uint32_t address = frame << 12 | index << 2;
        std::uint32_t word = 0;
        if (!memory.read(address, word)) {
            w.bus_error = true;
            return false;
        }
        w.steps[static_cast<std::size_t>(w.references++)] = {address, word};
        w.leaf = Pte{word};
        w.leaf_address = address;
        return true;
    };

    if (!read(root_frame, isa::directory_index(va))) return w;
    if (!w.leaf.has(Pte::v)) return fault(FaultReason::absent_directory);
    if (w.leaf.has(Pte::reserved)) return fault(FaultReason::reserved);
    const bool large = w.leaf.has(Pte::l);
    if (large) {
        if ((w.leaf.frame() & 0x3ff) != 0) return fault(FaultReason::reserved);
    } else {
        if (!read(w.leaf.frame(), isa::table_index(va))) return w;
        if (!w.leaf.has(Pte::v)) return fault(FaultReason::absent);
        if (w.leaf.has(Pte::reserved)) return fault(FaultReason::reserved);
    }
    if (const FaultReason why = w.leaf.refuses(access, ring); why != FaultReason::none) return fault(why);

    const std::uint32_t wanted = w.leaf.bits | Pte::a | (isa::writes(access) ? Pte::d : 0);
    if (set == SetBits::yes && wanted != w.leaf.bits) {
        if (!memory.write(w.leaf_address, wanted)) {
            w.bus_error = true;
            return w;
        }
        w.leaf.bits = wanted;
        w.wrote_leaf = true;
    }
    // From here on L tells the size, also for a table entry, where the bit in memory means nothing.
    w.leaf.bits = (w.leaf.bits & ~Pte::l) | (large ? Pte::l : 0);
    const std::uint32_t in_large = large ? va.frame() & 0x3ff : 0;
    w.address = (w.leaf.frame() | in_large) << 12 | va.offset();
    w.ok = true;
    return w;
}

}  // namespace ringside::machine
