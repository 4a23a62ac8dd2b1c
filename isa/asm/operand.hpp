// Operands of instructions: registers, immediates with their %modifiers, addresses, special registers.
#pragma once

#include <optional>
#include <string_view>

#include "isa/asm/unit.hpp"

namespace ringside::isa::assembler {

// What a %modifier asks of a value. `plain` is a number as it stands.
enum class Part : std::uint8_t { plain, hi, lo, pcrel_hi, pcrel_lo, tprel_hi, tprel_lo, tprel_add };

struct Immediate {
    Part part = Part::plain;
    Value value;
    Spot spot;

    static Immediate number(std::int64_t n, Spot at) { return {Part::plain, Value::constant(n), at}; }
};

struct Operands {
    std::uint8_t rd = 0, rs = 0, rt = 0;
    Immediate imm;
};

// 0..15; 16 for a register that RV32I has and RV32E has not; -1 if this is no register's name.
int register_number(std::string_view name);

// Is the next word a register's name? Takes nothing. Where a symbol may stand too, the word is a symbol: programs may
// have variables that are called like registers.
bool register_follows(Unit& unit);
// The same, with a comma behind it.
bool register_and_comma_follow(Unit& unit);

// Each complains and gives false when it does not find what it wants.
bool parse_register(Unit& unit, std::uint8_t& number);
bool parse_immediate(Unit& unit, Immediate& immediate);
bool parse_comma(Unit& unit);
// imm(rs), (rs), or an address alone: then `bare` is set and rs is zero.
bool parse_address(Unit& unit, Operands& operands, bool& bare);
// A special register by name or number.
bool parse_special(Unit& unit, Immediate& immediate);

}  // namespace ringside::isa::assembler
