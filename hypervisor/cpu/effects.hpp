// Carrying out a policy's answer, and checking one before it is accepted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hypervisor/guest.hpp"

namespace ringside::hv {

// Applies the effects in order. True: the exit is dealt with; false: the monitor proceeds as it would by itself.
bool apply_effects(Guest& guest, const std::vector<Effect>& effects);

// A sentence that says what is wrong with an answer, or nothing.
std::optional<std::string> problem(const std::vector<Effect>& effects);

}  // namespace ringside::hv
