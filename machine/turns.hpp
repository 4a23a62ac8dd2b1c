// Turns in locked time: processors of one machine (or VM) take turns of Q steps by number, so that a guest sees the same
// interleaving on bare metal and under every technique, whatever the number of real harts.
#pragma once

#include <cstdint>

namespace ringside::machine {

inline constexpr std::uint32_t turn_steps = 100;

struct LockedTurn {
    std::uint32_t who = 0;
    std::uint32_t left = turn_steps;  // steps

    bool operator==(const LockedTurn&) const = default;

    // Gives the turn to the processor that runs now. ready(i): is processor i running, or halted with an unmasked
    // interrupt pending? False if none is: then the step index jumps to the next due event.
    template <class Ready>
    bool settle(std::uint32_t count, Ready ready) {
        if (left > 0 && ready(who)) return true;
        for (std::uint32_t i = 1; i <= count; ++i) {
            const std::uint32_t candidate = (who + i) % count;
            if (!ready(candidate)) continue;
            who = candidate;
            left = turn_steps;
            return true;
        }
        return false;
    }

    template <class Self, class Archive>
    static void serialize(Self& self, Archive& archive) {
        archive(self.who, self.left);
    }
};

}  // namespace ringside::machine
