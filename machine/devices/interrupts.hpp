// The interrupt controller: 32 sources, level or edge, routed to any hart; and software interrupts between harts.
//
//   offset 0 pending   in: sources that want service
//   offset 1 enable    in/out: sources this hart takes
//   offset 2 claim     in: the lowest source that wants service here, or 0xffffffff; it stays silent until completed
//   offset 3 complete  out: service of this source is done; a level that is still up asks again
//   offset 4 send      out: raise the software interrupt of the harts in this mask
//   offset 5 clear     out: lower this hart's own software interrupt
//   offset 6 edge      in/out: sources that trigger on a rising edge
#pragma once

#include <array>
#include <cstdint>

#include "machine/devices/devices.hpp"

namespace ringside::machine {

inline constexpr std::uint32_t most_harts = 8;

struct InterruptController {
    std::uint32_t level = 0;    // the wires
    std::uint32_t latched = 0;  // rising edges not yet claimed
    std::uint32_t edge = 0;
    std::uint32_t in_service = 0;
    std::array<std::uint32_t, most_harts> enabled{};
    std::uint32_t software = 0;  // bit per hart

    static constexpr std::uint32_t ports = 7;

    bool operator==(const InterruptController&) const = default;

    void drive(Source source, bool up) {
        const std::uint32_t bit = 1u << static_cast<int>(source);
        if (up && !(level & bit)) latched |= bit & edge;
        level = up ? level | bit : level & ~bit;
    }
    [[nodiscard]] std::uint32_t wanting() const { return ((level & ~edge) | (latched & edge)) & ~in_service; }
    [[nodiscard]] bool external_line(std::uint32_t hart) const { return wanting() & enabled[hart]; }
    [[nodiscard]] bool software_line(std::uint32_t hart) const { return software >> hart & 1; }

    [[nodiscard]] std::uint32_t peek(std::uint32_t offset, std::uint32_t hart) const {
        switch (offset) {
            case 0: return wanting();
            case 1: return enabled[hart];
            case 2: return lowest(wanting() & enabled[hart]);
            case 6: return edge;
            default: return 0xffffffffu;
        }
    }
    std::uint32_t read(std::uint32_t offset, std::uint32_t hart) {
        const std::uint32_t value = peek(offset, hart);
        if (offset == 2 && value < 32) {
            in_service |= 1u << value;
            latched &= ~(1u << value);
        }
        return value;
    }
    void write(std::uint32_t offset, std::uint32_t value, std::uint32_t hart) {
        switch (offset) {
            case 1: enabled[hart] = value; break;
            case 3:
                if (value < 32) in_service &= ~(1u << value);
                break;
            case 4: software |= value & ((1u << most_harts) - 1); break;
            case 5: software &= ~(1u << hart); break;
            case 6: edge = value; break;
            default: break;
        }
    }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.level, self.latched, self.edge, self.in_service, self.enabled, self.software);
    }

private:
    static std::uint32_t lowest(std::uint32_t set) {
        for (std::uint32_t i = 0; i < 32; ++i)
            if (set >> i & 1) return i;
        return 0xffffffffu;
    }
};

}  // namespace ringside::machine
