// Page-table entries. Two levels: a directory of 1024 entries for 4 MiB each, tables of 1024 entries for 4 KiB each.
//
//   bits 31..12 frame     11 reserved  10 soft  9..8 PL     7 L  6 G  5 D  4 A     3 X  2 W  1 R  0 V
//
// V valid; R W X rights (each on its own: execute-only is possible); A accessed, D dirty, set by the hardware walk;
// G global (any ASID may use it); L large (a directory entry that maps 4 MiB itself); PL the outermost ring allowed.
// In a directory entry that points to a table only V, L, the reserved bit and the frame are looked at; L in a table
// entry is ignored. soft belongs to software. The reserved bit, and non-zero low ten frame bits of a large page, fault.
#pragma once

#include <cstdint>

#include "isa/causes.hpp"
#include "isa/types.hpp"

namespace ringside::isa {

struct Pte {
    std::uint32_t bits = 0;

    static constexpr std::uint32_t v = 1, r = 2, w = 4, x = 8, a = 0x10, d = 0x20, g = 0x40, l = 0x80, pl_shift = 8,
                                   soft = 0x400, reserved = 0x800;

    constexpr bool operator==(const Pte&) const = default;

    [[nodiscard]] constexpr bool has(std::uint32_t flags) const { return (bits & flags) == flags; }
    [[nodiscard]] constexpr unsigned pl() const { return bits >> pl_shift & 3; }
    [[nodiscard]] constexpr std::uint32_t frame() const { return bits >> 12; }

    static constexpr Pte make(std::uint32_t frame, std::uint32_t flags, unsigned pl) {
        return Pte{frame << 12 | flags | (pl & 3) << pl_shift};
    }

    // May a ring make this access through this leaf? Validity is checked before.
    [[nodiscard]] constexpr FaultReason refuses(Access access, unsigned ring) const {
        const std::uint32_t right =
            access == Access::fetch ? x : access == Access::load ? r : access == Access::store ? w : r | w;
        if (ring > pl()) return FaultReason::ring;
        if (!has(right)) return FaultReason::rights;
        return FaultReason::none;
    }
};

constexpr std::uint32_t directory_index(Gva va) { return va.value >> 22; }
constexpr std::uint32_t table_index(Gva va) { return va.value >> 12 & 0x3ff; }

}  // namespace ringside::isa
