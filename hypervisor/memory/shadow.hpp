// Shadow paging: real page tables, in the host's RAM, that compose the guest's tables with the guest-frame map.
//
// They are filled on hidden faults and dropped when the guest invalidates: the shadow behaves as one large TLB of the
// guest (Bugnion, Nieh, Tsafrir 2017, section 4.2.3, "virtual TLB"). Never filled early, so guest A and D bits stay exact:
// guest A = 0 → shadow absent; guest D = 0 → shadow not writable.
//
// Frames for shadow tables are set aside per VM and shared out among its processors; ASIDs, of which the hardware has 255,
// are taken from processors that wait. Either way the shadow is a cache: what is taken is filled again when it is needed,
// and no guest can make another one fail.
//
// A root stands for (guest paging on or off, guest ASID, view); a view is a virtual ring under ring_views, so that page
// protection between all four virtual rings is kept although real ring 1 carries two of them.
#pragma once

#include "hypervisor/guest.hpp"
#include "machine/walk.hpp"

namespace ringside::hv {

class ShadowPaging final : public MemoryTechnique {
public:
    FaultResult fault(Guest& guest, isa::Gva va, isa::Access access) const override;
    bool activate(Guest& guest) const override;
    void invalidate(Guest& guest) const override;
    void invalidate_va(Guest& guest, isa::Gva va) const override;
    void invalidate_asid(Guest& guest, std::uint32_t asid) const override;
    void ptb_written(Guest& guest) const override;

private:
    // The entry that maps va in a root, or nothing if there is no table for it.
    static std::optional<isa::Hpa> entry_address(Guest& g, const ShadowRoot& root, isa::Gva va);
    static bool fill(Guest& g, isa::Gva va, const machine::Walk& walk, std::uint32_t host_frame, bool read_only);
    static void drop_tables(Guest& g, ShadowState& s, ShadowRoot& root);
    static void drop_entry(Guest& g, ShadowRoot& root, isa::Gva va);
    static void drop_root(Guest& g, ShadowState& s, std::size_t index);
    static bool make_root(Guest& g, bool paging, std::uint8_t asid, std::uint8_t view);
    static void evict_oldest(Guest& g, ShadowState& s, bool keep_current);
    static bool steal_asid(Guest& g);
    static void make_room(Guest& g);
    static std::uint32_t take_frame(Guest& g, FrameKind kind);
    static void move_window(Guest& g, std::uint32_t away_from);
    static isa::Access sharpen(Guest& g, isa::Gva va, isa::Access access);
};

}  // namespace ringside::hv
