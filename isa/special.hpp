// Special registers, PSR, PTB and trap causes: the privileged state of a hart, field by field.
// Every field lies on hex digits, so that a student decodes a value by eye.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ringside::isa {

enum class Special : std::uint8_t {
#define SPECIAL(name, number, writable, meaning) name = number,
#include "isa/special.inc"
#undef SPECIAL
};

struct SpecialRow {
    Special special;
    std::string_view name;
    std::uint8_t number;
    bool writable;  // a write to a register that is not writable is ignored
    std::string_view meaning;
};

inline constexpr SpecialRow special_table[] = {
#define SPECIAL(name, number, writable, meaning) {Special::name, #name, number, writable, meaning},
#include "isa/special.inc"
#undef SPECIAL
};

constexpr const SpecialRow* find_special(std::uint32_t number) {
    for (const SpecialRow& r : special_table)
        if (r.number == number) return &r;
    return nullptr;
}

constexpr const SpecialRow* find_special(std::string_view name) {
    for (const SpecialRow& r : special_table)
        if (r.name == name) return &r;
    return nullptr;
}

constexpr bool is_monitor_scratch(std::uint32_t number) { return number >= 0x24 && number <= 0x27; }

// Processor status register.  hex digit: 7 6  5    4   3    2   1     0
//                                        user PTF  TF  PIE  IE  PRING RING
struct Psr {
    std::uint32_t bits = 0;

    static constexpr std::uint32_t ring_mask = 0x3, previous_ring_mask = 0x30, ie_bit = 0x100, previous_ie_bit = 0x1000,
                                   tf_bit = 0x10000, previous_tf_bit = 0x100000, user_mask = 0xff000000;
    static constexpr std::uint32_t all = ring_mask | previous_ring_mask | ie_bit | previous_ie_bit | tf_bit |
                                         previous_tf_bit | user_mask;

    constexpr bool operator==(const Psr&) const = default;

    [[nodiscard]] constexpr unsigned ring() const { return bits & ring_mask; }
    [[nodiscard]] constexpr unsigned previous_ring() const { return (bits & previous_ring_mask) >> 4; }
    [[nodiscard]] constexpr bool ie() const { return bits & ie_bit; }
    [[nodiscard]] constexpr bool previous_ie() const { return bits & previous_ie_bit; }
    [[nodiscard]] constexpr bool tf() const { return bits & tf_bit; }
    [[nodiscard]] constexpr bool previous_tf() const { return bits & previous_tf_bit; }
    [[nodiscard]] constexpr std::uint32_t user() const { return bits & user_mask; }

    [[nodiscard]] constexpr Psr with_ring(unsigned ring) const { return Psr{(bits & ~ring_mask) | (ring & 3u)}; }

    // What a trap makes of it: the running values become the previous ones, and ring 0 starts with both off.
    [[nodiscard]] constexpr Psr entered() const {
        return Psr{(bits & user_mask) | (bits & ring_mask) << 4 | (bits & ie_bit) << 4 | (bits & tf_bit) << 4};
    }
    // What rets makes of it. The previous values stay as they are.
    [[nodiscard]] constexpr Psr returned() const {
        const std::uint32_t previous = bits & (previous_ring_mask | previous_ie_bit | previous_tf_bit);
        return Psr{(bits & user_mask) | previous | previous >> 4};
    }
    // What wrpsr makes of it: everything in ring 0, elsewhere the user flags only (classic strap: silently).
    [[nodiscard]] constexpr Psr written(std::uint32_t value) const {
        if (ring() == 0) return Psr{value & all};
        return Psr{(bits & ~user_mask) | (value & user_mask)};
    }
};

// Page-table base: root frame (digits 7-3), ASID (digits 2-1), enable (digit 0).
struct Ptb {
    std::uint32_t bits = 0;

    static constexpr std::uint32_t all = 0xfffffff1;
    constexpr bool operator==(const Ptb&) const = default;
    [[nodiscard]] constexpr bool enabled() const { return bits & 1; }
    [[nodiscard]] constexpr std::uint32_t asid() const { return bits >> 4 & 0xff; }
    [[nodiscard]] constexpr std::uint32_t root_frame() const { return bits >> 12; }
    static constexpr Ptb make(std::uint32_t root_frame, std::uint32_t asid) {
        return Ptb{root_frame << 12 | (asid & 0xff) << 4 | 1};
    }
};

// Monitor control and load-reserved state bits.
inline constexpr std::uint32_t mctl_scratch_open = 1, mctl_icmp_armed = 2, mctl_all = 3;
inline constexpr std::uint32_t lr_valid = 1, lr_saved = 0x10, lr_all = 0x11;

// Interrupt lines of a hart: bits of IPEND and IMASK, and the low digits of CAUSE.
enum class Interrupt : std::uint8_t { timer = 0, external = 1, software = 2 };
inline constexpr int interrupt_count = 3;
inline constexpr std::uint32_t interrupt_mask = 7;
inline constexpr std::uint32_t cause_is_interrupt = 0x80000000;

}  // namespace ringside::isa
