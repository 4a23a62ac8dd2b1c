// Delivering traps and interrupts into a guest: what the hardware would do to the guest's registers, done by software.
#pragma once

#include "hypervisor/guest.hpp"

namespace ringside::hv {

// The instruction at pc trapped instead of completing: a step of the guest. An exception of the guest's own making.
void reflect(Guest& guest, isa::Trap trap);

// A trap between two instructions (single step, INSTRET compare): no step.
void reflect_between(Guest& guest, isa::Trap trap);

// What the hardware does between two instructions: the compare register first, then an unmasked interrupt. At most one
// is delivered; true if one was.
bool deliver_pending(Guest& guest);

// Instructions until the compare register of the guest fires by itself, ~0 if it is not armed.
std::uint64_t until_icmp(const Guest& guest);

}  // namespace ringside::hv
