// Which hart runs next. Deterministic, and a function of the state alone, so that how a run is cut into calls changes
// nothing.
//
//   cycle time   the hart with the smallest clock, until it has passed the next one by a quantum
//   locked time  turns of 100 steps by hart number
//
// A halted hart is woken when an unmasked interrupt is pending. If every hart is halted, time jumps to the next due
// event, booked as idle.
#pragma once

#include <cstdint>

#include "machine/machine.hpp"

namespace ringside::machine {

struct Selection {
    std::uint32_t hart = 0;
    bool woken = false;
    bool idle = false;  // nothing runs and nothing is due
};

Selection select_slow(Machine& machine);

// In cycle time, brings the clocks of halted harts up to `now`, as idle, and ends the turn, so that the next hart is chosen
// anew. To be called before anything that may wake one (a port write, input from outside): it does not wake in the past,
// and it does not wait for a hart that was given its turn when nobody else could run.
void catch_up_halted(Machine& machine, std::uint64_t now);

inline Selection select(Machine& m) {
    if (m.config.time == TimeMode::locked) {
        const LockedTurn& t = m.locked_turn;
        if (t.left > 0 && m.harts[t.who].activity == Activity::running) return {t.who, false, false};
    } else {
        const CycleTurn& t = m.cycle_turn;
        const Hart& h = m.harts[t.who];
        if (h.activity == Activity::running && h.cycle < t.until) return {t.who, false, false};
    }
    return select_slow(m);
}

}  // namespace ringside::machine
