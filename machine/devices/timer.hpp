// One timer per hart: a compare register against guest time (cycles, or steps in locked time).
//
//   offset 0/1 now        in: guest time, low and high word (reading low latches nothing: read high, low, high)
//   offset 2/3 compare    in/out: low, high; writing the high word sets both at once
//   offset 4   control    in/out: 1 enabled
//
// The line is level: up while enabled and now >= compare. A handler sets compare anew to lower it.
#pragma once

#include <cstdint>

namespace ringside::machine {

struct Timer {
    std::uint64_t compare = ~std::uint64_t{0};
    std::uint32_t compare_low = 0;  // written, waiting for the high word
    bool enabled = false;

    static constexpr std::uint32_t ports = 5;

    bool operator==(const Timer&) const = default;

    [[nodiscard]] std::uint32_t peek(std::uint32_t offset, std::uint64_t now) const {
        switch (offset) {
            case 0: return static_cast<std::uint32_t>(now);
            case 1: return static_cast<std::uint32_t>(now >> 32);
            case 2: return static_cast<std::uint32_t>(compare);
            case 3: return static_cast<std::uint32_t>(compare >> 32);
            case 4: return enabled;
            default: return 0xffffffffu;
        }
    }
    void write(std::uint32_t offset, std::uint32_t value) {
        if (offset == 2) compare_low = value;
        if (offset == 3) compare = std::uint64_t{value} << 32 | compare_low;
        if (offset == 4) enabled = value & 1;
    }
    [[nodiscard]] bool line(std::uint64_t now) const { return enabled && now >= compare; }
    // When the line goes up by itself; ~0 if it does not.
    [[nodiscard]] std::uint64_t due(std::uint64_t now) const { return enabled && now < compare ? compare : ~std::uint64_t{0}; }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.compare, self.compare_low, self.enabled);
    }
};

}  // namespace ringside::machine
