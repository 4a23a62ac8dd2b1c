// Divergences of a guest, told to a person.
#pragma once

#include <iosfwd>
#include <string_view>
#include <vector>

#include "hypervisor/world/guest_tracer.hpp"
#include "scripts/program.hpp"

namespace ringside::scripts {

// One paragraph per instruction (not per execution): what it is, what the guest saw, what its own machine would have
// shown, and which x86 instruction it stands for.
void explain_divergences(const std::vector<world::Divergence>& divergences, const Program& program,
                         std::ostream& out, std::string_view indent = "");

}  // namespace ringside::scripts
