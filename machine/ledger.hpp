// The cost ledger: every cycle is booked under what it was spent on, and a hart's ledger sums to its clock.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ringside::machine {

enum class Spent : std::uint8_t {
#define LEDGER(name, meaning) name,
#include "machine/ledger.inc"
#undef LEDGER
};

struct LedgerRow {
    std::string_view name, meaning;
};
inline constexpr LedgerRow ledger_table[] = {
#define LEDGER(name, meaning) {#name, meaning},
#include "machine/ledger.inc"
#undef LEDGER
};
inline constexpr int ledger_count = static_cast<int>(sizeof ledger_table / sizeof ledger_table[0]);

struct CostLedger {
    std::array<std::uint64_t, ledger_count> cycles{};

    bool operator==(const CostLedger&) const = default;
    std::uint64_t& operator[](Spent s) { return cycles[static_cast<std::size_t>(s)]; }
    std::uint64_t operator[](Spent s) const { return cycles[static_cast<std::size_t>(s)]; }
    [[nodiscard]] std::uint64_t sum() const {
        std::uint64_t total = 0;
        for (std::uint64_t c : cycles) total += c;
        return total;
    }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.cycles);
    }
};

}  // namespace ringside::machine
