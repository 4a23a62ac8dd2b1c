// docs/costs.md: what the presets say things cost, and where each constant is from. Printed from machine/costs/*.cost.
#pragma once

#include <string>

namespace ringside::machine {

std::string costs_manual();

}  // namespace ringside::machine
