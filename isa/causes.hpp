// Trap causes and the trap as a value. CAUSE holds the number in its two low digits; for page faults the third digit
// says why the walk failed (FaultReason), and bit 31 marks an interrupt.
#pragma once

#include <cstdint>
#include <string_view>

#include "isa/special.hpp"
#include "isa/types.hpp"

namespace ringside::isa {

enum class Cause : std::uint8_t {
#define CAUSE(name, number, title, tval) name = number,
#include "isa/causes.inc"
#undef CAUSE
};

struct CauseRow {
    Cause cause;
    std::string_view name, title, tval;
};

inline constexpr CauseRow cause_table[] = {
#define CAUSE(name, number, title, tval) {Cause::name, #name, title, tval},
#include "isa/causes.inc"
#undef CAUSE
};

constexpr const CauseRow* find_cause(std::uint32_t number) {
    for (const CauseRow& r : cause_table)
        if (static_cast<std::uint32_t>(r.cause) == (number & 0xff)) return &r;
    return nullptr;
}

// Why a page walk refused an access: the third hex digit of CAUSE.
enum class FaultReason : std::uint8_t {
    none = 0,
    absent_directory = 1,  // V = 0 in the first-level entry
    absent = 2,            // V = 0 in the second-level entry
    rights = 3,            // R, W or X missing
    ring = 4,              // the ring is outside PL
    reserved = 5,          // reserved bit set, or low frame bits of a large page not zero
};

// A trap about to be taken, before any state has changed.
struct Trap {
    std::uint32_t cause = 0;  // the value CAUSE will have
    std::uint32_t tval = 0;
    constexpr bool operator==(const Trap&) const = default;
};

constexpr std::uint32_t cause_value(Cause c, FaultReason why = FaultReason::none) {
    return static_cast<std::uint32_t>(c) | static_cast<std::uint32_t>(why) << 8;
}
constexpr Trap trap(Cause c, std::uint32_t tval) { return Trap{cause_value(c), tval}; }
constexpr bool is_interrupt(std::uint32_t cause) { return cause & cause_is_interrupt; }

constexpr Cause page_fault_cause(Access a) {
    return a == Access::fetch ? Cause::fetch_page : a == Access::load ? Cause::load_page : Cause::store_page;
}
constexpr Cause bus_fault_cause(Access a) {
    return a == Access::fetch ? Cause::fetch_bus : a == Access::load ? Cause::load_bus : Cause::store_bus;
}
constexpr Trap page_fault(Access a, FaultReason why, Gva va) { return Trap{cause_value(page_fault_cause(a), why), va.value}; }
constexpr Trap bus_fault(Access a, Gva va) { return trap(bus_fault_cause(a), va.value); }

}  // namespace ringside::isa
