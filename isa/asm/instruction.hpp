// Instruction statements: real ones by the syntax of their row, pseudo-instructions by their expansion.
#pragma once

#include <string_view>

#include "isa/asm/unit.hpp"

namespace ringside::isa::assembler {

// The mnemonic has been read; reads the operands and emits. Complains and gives false when it cannot.
bool assemble_instruction(Unit& unit, std::string_view mnemonic, Spot at);

}  // namespace ringside::isa::assembler
