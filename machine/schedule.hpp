// Which hart runs next. Deterministic, and a function of the state alone, so that how a run is cut into calls changes
// nothing.
//
//   cycle time   the hart with the smallest clock, until it has passed the next one by a quantum
//   locked time  turns of 100 steps by hart number
//
// A halted hart is woken when an unmasked interrupt is pending. If every hart is halted, time jumps to the next due
// event, booked as idle. Devices complete their requests here, as soon as the hart that is to run has reached their time.
#pragma once

#include <cstdint>

#include "machine/machine.hpp"
#include "machine/ram_dma.hpp"

namespace ringside::machine {

struct Selection {
    std::uint32_t hart = 0;
    bool woken = false;
    bool idle = false;  // nothing runs and nothing is due
};

Selection select_slow(Machine& machine, Dma& dma);

// In cycle time, brings the clocks of halted harts up to `now`, as idle, and ends the turn, so that the next hart is chosen
// anew. To be called before anything that may wake one (a port write, input from outside): it does not wake in the past,
// and it does not wait for a hart that was given its turn when nobody else could run.
void catch_up_halted(Machine& machine, std::uint64_t now);

// In cycle time a turn ends when a device is due, so that only its end is to be watched. What devices do then goes to the
// sink as events.
template <class Sink>
Selection select(Machine& m, Sink& sink) {
    if (m.config.time == TimeMode::locked) {
        const LockedTurn& t = m.locked_turn;
        if (t.left > 0 && m.harts[t.who].activity == Activity::running && m.steps < m.board.devices_due) return {t.who, false, false};
    } else {
        const CycleTurn& t = m.cycle_turn;
        const Hart& h = m.harts[t.who];
        if (h.activity == Activity::running && h.cycle < t.until) return {t.who, false, false};
    }
    TellingDma<Sink> dma(m, sink);
    return select_slow(m, dma);
}

}  // namespace ringside::machine
