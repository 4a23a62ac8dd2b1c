// Expressions: numbers, characters, symbols, `.`, `1f`, parentheses, and C's operators with C's precedence.
//
// The result is a number, a symbol plus a number, or the difference of two symbols plus a number. Two places of one
// section with nothing of variable length between them differ by a number at once.
#pragma once

#include <optional>

#include "isa/asm/unit.hpp"

namespace ringside::isa::assembler {

// Complains and gives nothing if there is no well-formed expression here.
std::optional<Value> parse_expression(Unit& unit);

// The same, where a number is needed at once (`.space`, `.align`, `.if`).
std::optional<std::int64_t> parse_constant(Unit& unit, const char* what);

// A value with its symbols replaced by what .set gave them and known differences worked out.
Value fold(const Unit& unit, Value value);

}  // namespace ringside::isa::assembler
