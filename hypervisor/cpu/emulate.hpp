// Emulation of one trapped instruction on the virtual hart.
#pragma once

#include "hypervisor/guest.hpp"

namespace ringside::hv {

// A privileged or sensitive instruction trapped: it is done to the virtual hart, or reflected if the guest's own machine
// would have trapped it in the virtual ring.
void emulate_or_reflect(Guest& guest, std::uint32_t word);

// The instruction at pc counts as completed and pc goes on to `next`.
void complete(Guest& guest, std::uint32_t next, std::uint32_t word);

}  // namespace ringside::hv
