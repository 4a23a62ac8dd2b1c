// Which instructions trap outside ring 0. Two presets relive history; any other mask makes an ISA of its own.
//
//   strict   every sensitive and privileged instruction traps: the ISA is virtualizable (Popek & Goldberg, theorem 1)
//   classic  sensitive ones answer in place, as 17 instructions of the 32-bit x86 did
//            (Robin & Irvine, "Analysis of the Intel Pentium's ability to support a secure VMM", USENIX Security 2000)
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "isa/causes.hpp"
#include "isa/encoding.hpp"
#include "isa/special.hpp"

namespace ringside::isa {

struct TrapMask {
    std::array<std::uint64_t, 2> bits{};

    constexpr bool operator==(const TrapMask&) const = default;
    [[nodiscard]] constexpr bool has(Op op) const {
        const auto i = static_cast<unsigned>(op);
        return bits[i / 64] >> (i % 64) & 1;
    }
    constexpr void set(Op op, bool on) {
        const auto i = static_cast<unsigned>(op);
        const std::uint64_t bit = std::uint64_t{1} << (i % 64);
        if (on)
            bits[i / 64] |= bit;
        else
            bits[i / 64] &= ~bit;
    }

    static constexpr TrapMask strict() {
        TrapMask m;
        for (const Row& r : table)
            if (r.class_ == Class::sensitive || is_privileged_class(r.class_)) m.set(r.op, true);
        return m;
    }
    static constexpr TrapMask classic() {
        TrapMask m;
        for (const Row& r : table)
            if (is_privileged_class(r.class_)) m.set(r.op, true);
        return m;
    }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.bits);
    }
};
static_assert(op_count <= 128, "TrapMask has 128 bits");

// What must be known of a hart to decide whether an instruction may execute at all.
struct Gate {
    unsigned ring = 0;
    bool scratch_open = false;  // MCTL bit: ring 1 may use ms0..ms3
    bool tetra_v = false;       // the virtualization extension is there
};

// The trap that stops an instruction before it executes, if any. One rule for the machine and for the monitor, which
// asks it about a virtual hart.
constexpr std::optional<Trap> refuse(const Decoded& d, const TrapMask& mask, const Gate& gate) {
    const Row& r = row(d.op);
    if (static_cast<int>(r.class_) < static_cast<int>(Class::sensitive)) return std::nullopt;
    if (r.class_ == Class::virtualization && !gate.tetra_v) return trap(Cause::illegal, encode(d));
    if (gate.ring == 0 || !mask.has(d.op)) return std::nullopt;
    const bool scratch = (d.op == Op::mfs || d.op == Op::mts) && is_monitor_scratch(static_cast<std::uint32_t>(d.imm));
    if (scratch && gate.ring == 1 && gate.scratch_open) return std::nullopt;
    return trap(Cause::privileged, encode(d));
}

}  // namespace ringside::isa
