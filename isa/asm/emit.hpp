// From an instruction with its operands to bytes, fixups and sites.
#pragma once

#include "isa/asm/operand.hpp"
#include "isa/encoding.hpp"

namespace ringside::isa::assembler {

// Any row but branches and jumps to a target; checks the immediate's range.
bool emit_plain(Unit& unit, Op op, const Operands& operands);
// A conditional branch; becomes an inverted branch over a jal when its target is too far.
bool emit_branch(Unit& unit, Op op, const Operands& operands);
// jal rd, target; becomes auipc and jalr through `scratch` when too far. Scratch 0: may not grow.
bool emit_jump(Unit& unit, std::uint8_t rd, std::uint8_t scratch, const Immediate& target);

// Chooses among the three by the row.
bool emit_instruction(Unit& unit, Op op, const Operands& operands);

// rd = value, by addi, lui or both.
bool emit_constant(Unit& unit, std::uint8_t rd, std::int64_t value, Spot at);
// rd = symbol, by lui and addi (upper: lui) or auipc and addi (upper: auipc).
bool emit_address(Unit& unit, Op upper, std::uint8_t rd, const Immediate& symbol);

// The two halves of a value: lui's, and the signed one that is added to it.
constexpr std::uint32_t upper_half(std::uint32_t value) { return (value + 0x8000) >> 16; }
constexpr std::int32_t lower_half(std::uint32_t value) { return static_cast<std::int16_t>(value & 0xffff); }

}  // namespace ringside::isa::assembler
