// The translation look-aside buffer: architectural, so both engines and every checker agree on it entry by entry.
//
// Why it is exact: labs measure misses, and students must see a stale entry bite. Replacement is FIFO, because then a
// hit changes nothing and an engine may answer hits from host-address shortcuts of its own without touching this state.
//
// A lookup takes the lowest slot that matches. Entries of large pages match 4 MiB.
#pragma once

#include <cstdint>
#include <vector>

#include "isa/pte.hpp"
#include "isa/types.hpp"
#include "machine/archive.hpp"

namespace ringside::machine {

struct TlbEntry {
    std::uint32_t page = 0;  // virtual page number; of a large page the first
    isa::Pte pte;            // the leaf as loaded: frame, rights, PL, A, D, G, L
    std::uint8_t asid = 0;
    std::uint8_t vmid = 0;
    bool valid = false;

    constexpr bool operator==(const TlbEntry&) const = default;

    [[nodiscard]] constexpr std::uint32_t page_mask() const { return pte.has(isa::Pte::l) ? ~0x3ffu : ~0u; }
    [[nodiscard]] constexpr bool covers(isa::Gva va) const { return valid && page == (va.frame() & page_mask()); }
    [[nodiscard]] constexpr bool matches(isa::Gva va, std::uint8_t asid_now, std::uint8_t vmid_now) const {
        return covers(va) && vmid == vmid_now && (asid == asid_now || pte.has(isa::Pte::g));
    }
    [[nodiscard]] constexpr isa::Hpa translate(isa::Gva va) const {
        return isa::Hpa::of_frame(pte.frame() | (va.frame() & ~page_mask()), va.offset());
    }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.page, self.pte.bits, self.asid, self.vmid, self.valid);
    }
};

struct Tlb {
    std::vector<TlbEntry> entries;
    std::uint32_t next = 0;  // the slot that the next fill replaces

    bool operator==(const Tlb&) const = default;

    static constexpr int none = -1;
    [[nodiscard]] int find(isa::Gva va, std::uint8_t asid, std::uint8_t vmid) const {
        for (std::size_t i = 0; i < entries.size(); ++i)
            if (entries[i].matches(va, asid, vmid)) return static_cast<int>(i);
        return none;
    }
    // Puts an entry where FIFO order says; gives the slot.
    int fill(const TlbEntry& entry) {
        const auto slot = static_cast<int>(next);
        entries[next] = entry;
        next = (next + 1) % static_cast<std::uint32_t>(entries.size());
        return slot;
    }
    template <class Which>
    int drop_if(Which which) {
        int dropped = 0;
        for (TlbEntry& e : entries)
            if (e.valid && which(e)) {
                e = TlbEntry{};
                ++dropped;
            }
        return dropped;
    }

    [[nodiscard]] bool well_formed() const { return next == 0 || next < entries.size(); }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.entries, self.next);
        check_loaded<Tlb>(self, archive);
    }
};

}  // namespace ringside::machine
