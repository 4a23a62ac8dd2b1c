// What things cost in cycles: a preset read from a data file, each constant marked measured or assumed there.
//
//   CostModel costs = *CostModel::preset("modern");
//   costs.of(isa::Cost::divide)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "isa/table.hpp"

namespace ringside::machine {

struct CostModel {
    std::uint64_t clock_hz = 0;
#define COST(name, meaning) std::uint32_t name = 0;
#include "machine/costs.inc"
#undef COST

    bool operator==(const CostModel&) const = default;

    // Cycles of an instruction's cost class.
    [[nodiscard]] std::uint32_t of(isa::Cost c) const;

    // Reads the text of a preset. On failure `error` says which line and what to do.
    static std::optional<CostModel> parse(std::string_view text, std::string& error);
    // A preset by name, from those built in (machine/costs/*.cost).
    static std::optional<CostModel> preset(std::string_view name);
    static std::vector<std::string_view> preset_names();

    // A sentence that says which constant is out of its range, or nothing.
    [[nodiscard]] std::optional<std::string> problem() const;

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.clock_hz);
#define COST(name, meaning) archive(self.name);
#include "machine/costs.inc"
#undef COST
    }
};

}  // namespace ringside::machine
