// Decoded pages of code. A page has one 32-byte operation per word, in place, so that pc follows from an operation's
// position and is never stored, and any word can be jumped to.
//
// Charging. `meta` of an operation is the cost and number of instructions from it to the end of its block: a block ends at
// a jump, at an instruction the fast engine leaves to the reference engine, and at a branch that is likely taken (a
// backward one, or one that comes late). Other branches are run through: taken, they give back the rest.
#pragma once

#include <array>
#include <cstdint>

#include "isa/encoding.hpp"
#include "machine/cost_model.hpp"

namespace ringside::machine::fast {

inline constexpr std::uint32_t page_ops = 1024;
inline constexpr std::uint8_t sink_register = 16;  // writes to register 0 go here

// Cycles in the high half, instructions in the low half.
constexpr std::int64_t charge(std::uint32_t cycles, std::uint32_t instructions) {
    return static_cast<std::int64_t>(std::uint64_t{cycles} << 32 | instructions);
}

struct Operation {
    const void* handler;
    std::int64_t meta;
    std::int32_t imm, imm2;
    std::array<std::uint8_t, 8> r;  // rd rs rt of this instruction, then of the next one if they are fused
};
static_assert(sizeof(Operation) == 32);

struct DecodedPage {
    std::array<Operation, page_ops + 1> ops;  // the last one leads to the next page
    std::array<std::uint8_t, 4096> source;    // what was decoded
    std::uint32_t frame = 0;
    std::uint64_t checked = 0;  // run in which source was last compared with memory
};

enum class Handler : std::uint16_t {
#define FAST_OP(name) name,
#define FAST_PAIR(first, second) first##__##second,
#include "machine/fast/handlers.inc"
#undef FAST_OP
#undef FAST_PAIR
    count
};
inline constexpr std::size_t handler_count = static_cast<std::size_t>(Handler::count);

// Label addresses of the interpreter, by handler.
using HandlerTable = std::array<const void*, handler_count>;

void decode_page(DecodedPage& page, const std::uint8_t* bytes, const CostModel& costs, const HandlerTable& handlers);

}  // namespace ringside::machine::fast
