// The manual of the instruction set, docs/isa.md, printed from the tables that the program itself reads.
#pragma once

#include <string>

namespace ringside::isa {

// The whole of docs/isa.md. A test compares the file with it.
std::string manual();

}  // namespace ringside::isa
