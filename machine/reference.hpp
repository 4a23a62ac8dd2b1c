// The reference engine: the readable one, and the oracle for the fast one. It decodes each instruction anew, asks the
// architectural TLB for every access and books every cycle as it goes.
#pragma once

#include <cstdint>

#include "machine/events.hpp"
#include "machine/machine.hpp"

namespace ringside::machine {

// Runs until something stops the machine, at most `ticks` boundaries. How a run is cut into calls changes nothing.
Stop run_reference(Machine& machine, std::uint64_t ticks, NullSink sink);
Stop run_reference(Machine& machine, std::uint64_t ticks, ListenerSink sink);

}  // namespace ringside::machine
