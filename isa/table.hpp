// The Tetra instruction table, as data: one constexpr row per instruction, made from instructions.inc.
//
//   isa::row(Op::addi).mnemonic            "addi"
//   isa::op_of_opcode(0x20)                Op::addi
//   for (const Row& r : isa::table) ...    everything that prints, checks or generates
//
// Fields of a word, from the most significant hex digit: opcode (2), rd (1), rs (1), rt (1) or imm16 (4) or imm20 (5).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ringside::isa {

enum class Op : std::uint8_t {
#define INSN(name, mnemonic, opcode, format, syntax, class_, sensitivity, cost, meaning) name,
#include "isa/instructions.inc"
#undef INSN
};

enum class Format : std::uint8_t { R, I, J };

// How operands are written, and which fields carry them.
enum class Syntax : std::uint8_t {
    none,         // ecall
    rd_rs_rt,     // add rd, rs, rt
    rd_rs_imm,    // addi rd, rs, imm          imm signed 16 bits
    rd_rs_shamt,  // slli rd, rs, imm          imm 0..31
    rd_imm,       // lui rd, imm               imm unsigned 16 bits
    load,         // lw rd, imm(rs)            imm signed 16 bits
    store,        // sw rd, imm(rs)            rd is read
    branch,       // beq rd, rs, target        imm signed 16 bits, in instructions; rd is read
    jal,          // jal rd, target            imm signed 20 bits, in instructions
    jalr,         // jalr rd, imm(rs)          imm signed 16 bits
    lr,           // lr.w rd, (rs)
    amo,          // amoadd.w rd, rt, (rs)
    rd,           // rdpsr rd
    rs,           // wrpsr rs
    rd_rs,        // probe rd, rs
    rs_rt,        // retf rs, rt
    mfs,          // mfs rd, special           imm is the number of the special register
    mts,          // mts special, rs
    imm,          // vcall imm                 imm unsigned 16 bits
};

// The high digit of the opcode.
enum class Class : std::uint8_t {
    system = 0x0,
    alu_register = 0x1,
    alu_immediate = 0x2,
    load = 0x3,
    store = 0x4,
    branch = 0x5,
    jump = 0x6,
    multiply = 0x7,
    atomic = 0x8,
    sensitive = 0xd,
    privileged = 0xe,
    virtualization = 0xf,
};

// Popek and Goldberg, "Formal requirements for virtualizable third generation architectures", CACM 17(7), 1974.
enum class Sensitivity : std::uint8_t { innocuous, behaviour, control };

// What an instruction costs is named here and valued by a preset (machine/cost_model.hpp).
enum class Cost : std::uint8_t { alu, multiply, divide, load, store, branch, jump, atomic, special, trap_return, port, tlb, world_switch };
inline constexpr int cost_count = 13;

struct Row {
    Op op;
    std::string_view name;  // C++ identifier: the mnemonic where that is one
    std::string_view mnemonic;
    std::uint8_t opcode;
    Format format;
    Syntax syntax;
    Class class_;
    Sensitivity sensitivity;
    Cost cost;
    std::string_view meaning;
};

inline constexpr Row table[] = {
#define INSN(name, mnemonic, opcode, format, syntax, class_, sensitivity, cost, meaning) \
    {Op::name,       #name,         mnemonic, opcode, Format::format, Syntax::syntax, Class::class_,  \
     Sensitivity::sensitivity, Cost::cost, meaning},
#include "isa/instructions.inc"
#undef INSN
};
inline constexpr int op_count = static_cast<int>(sizeof table / sizeof table[0]);

constexpr const Row& row(Op op) { return table[static_cast<int>(op)]; }

// Privileged instructions trap outside ring 0; so do sensitive ones under the strict strap.
constexpr bool is_privileged_class(Class c) { return c == Class::privileged || c == Class::virtualization; }

namespace detail {
inline constexpr std::uint8_t no_op = 0xff;
constexpr std::array<std::uint8_t, 256> ops_by_opcode() {
    std::array<std::uint8_t, 256> map{};
    for (auto& entry : map) entry = no_op;
    for (int i = 0; i < op_count; ++i) map[table[i].opcode] = static_cast<std::uint8_t>(i);
    return map;
}
inline constexpr auto opcode_map = ops_by_opcode();

constexpr bool opcodes_are_disjoint() {
    for (int i = 0; i < op_count; ++i)
        if (opcode_map[table[i].opcode] != i) return false;
    return true;
}
constexpr bool classes_are_high_digits() {
    for (const Row& r : table)
        if (r.opcode >> 4 != static_cast<int>(r.class_)) return false;
    return true;
}
constexpr bool unprivileged_classes_are_innocuous() {
    for (const Row& r : table)
        if (static_cast<int>(r.class_) <= static_cast<int>(Class::atomic) && r.sensitivity != Sensitivity::innocuous)
            return false;
    return true;
}
}  // namespace detail

static_assert(op_count < detail::no_op);
static_assert(detail::opcodes_are_disjoint(), "two instructions share an opcode");
static_assert(detail::classes_are_high_digits(), "an opcode's high digit is not its class");
static_assert(detail::unprivileged_classes_are_innocuous());
static_assert(detail::opcode_map[0x00] == detail::no_op, "a word of zeros must be illegal");
static_assert(detail::opcode_map[0xff] == detail::no_op, "a word of ones must be illegal");

constexpr std::optional<Op> op_of_opcode(std::uint8_t opcode) {
    const std::uint8_t index = detail::opcode_map[opcode];
    if (index == detail::no_op) return std::nullopt;
    return static_cast<Op>(index);
}

// The registers: names and numbers of the RV32E ABI.
inline constexpr std::string_view register_names[16] = {"zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2",
                                                        "s0",   "s1", "a0", "a1", "a2", "a3", "a4", "a5"};

}  // namespace ringside::isa
