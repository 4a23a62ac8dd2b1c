// The power device: a guest ends its run with an exit code.
//
//   offset 0   out: power off with exit code = low byte
#pragma once

#include <cstdint>

namespace ringside::machine {

struct Power {
    bool off = false;
    std::uint8_t exit_code = 0;

    static constexpr std::uint32_t ports = 1;

    bool operator==(const Power&) const = default;
    void write(std::uint32_t offset, std::uint32_t value) {
        if (offset != 0 || off) return;
        off = true;
        exit_code = static_cast<std::uint8_t>(value);
    }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.off, self.exit_code);
    }
};

}  // namespace ringside::machine
