// The assembler: Tetra's own instructions, and what RISC-V compilers write, unchanged.
//
//   auto object = assembler::assemble("boot.s", text);
//   if (!object) std::cerr << object.error_text();      // boot.s:12:9: error: …
//
// It accepts the output of `riscv64-unknown-elf-gcc -march=rv32ema -mabi=ilp32e -S` at every level of optimization,
// with or without -g. Sections that are not loaded (.debug_…) are skipped, but .loc directives become the line map;
// a source without .loc is its own line map. %hi is 16 bits wide, because lui sets the upper 16 bits; a number given
// to lui means those 16 bits (compilers write li for numbers). Distances decide the length of far branches and
// calls when the object is linked (isa/asm/link.hpp).
//
// Differences from the GNU assembler: operators have C's precedence, comparisons give 1, la is absolute; lla and
// loads and stores of a bare symbol are relative to pc; sections need flags unless their name tells.
#pragma once

#include <string>
#include <string_view>

#include "isa/asm/diagnostic.hpp"
#include "isa/asm/object.hpp"

namespace ringside::isa::assembler {

// The name is only used in messages and in the line map.
Result<Object> assemble(std::string_view name, std::string_view text);

}  // namespace ringside::isa::assembler
