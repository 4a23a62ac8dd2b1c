// The pseudo-instructions as data, their expansions compiled at compile time. Rows: isa/asm/pseudo.inc.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "isa/encoding.hpp"
#include "isa/special.hpp"

namespace ringside::isa::assembler {

enum class PseudoCode : std::uint8_t {
    none,  // expanded from its row
#define PSEUDO(mnemonic, operands, expansion)
#define PSEUDO_CODE(handler, mnemonic, operands, expansion) handler,
#include "isa/asm/pseudo.inc"
#undef PSEUDO
#undef PSEUDO_CODE
};

struct PseudoRow {
    PseudoCode code;
    std::string_view mnemonic, operands, expansion;
};

inline constexpr PseudoRow pseudo_table[] = {
#define PSEUDO(mnemonic, operands, expansion) {PseudoCode::none, mnemonic, operands, expansion},
#define PSEUDO_CODE(handler, mnemonic, operands, expansion) \
    {PseudoCode::handler, mnemonic, operands, expansion},
#include "isa/asm/pseudo.inc"
#undef PSEUDO
#undef PSEUDO_CODE
};
inline constexpr int pseudo_count = static_cast<int>(sizeof pseudo_table / sizeof pseudo_table[0]);

enum class Operand : std::uint8_t { none, rd, rs, rt, imm, target, address };

// One instruction of an expansion. A register field is an operand, or a number when the operand is none.
struct PseudoStep {
    Op op{};
    Operand rd = Operand::none, rs = Operand::none, rt = Operand::none, imm = Operand::none;
    std::uint8_t rd_number = 0, rs_number = 0, rt_number = 0;
    std::int32_t imm_number = 0;
};

struct PseudoForm {
    std::array<Operand, 3> operands{};
    int operand_count = 0;
    std::array<PseudoStep, 2> steps{};
    int step_count = 0;
};

namespace detail {

// Takes the text up to `separator` off the front, without the blanks around it.
constexpr std::string_view take(std::string_view& text, char separator) {
    const std::size_t at = text.find(separator);
    std::string_view word = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
    while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
    return word;
}

constexpr Operand operand_named(std::string_view name) {
    if (name == "rd") return Operand::rd;
    if (name == "rs") return Operand::rs;
    if (name == "rt") return Operand::rt;
    if (name == "imm") return Operand::imm;
    if (name == "target") return Operand::target;
    if (name == "imm(rs)") return Operand::address;
    return Operand::none;
}

constexpr void read_register(std::string_view text, Operand& operand, std::uint8_t& number) {
    operand = operand_named(text);
    if (operand != Operand::none) return;
    for (std::uint8_t i = 0; i < 16; ++i)
        if (register_names[i] == text) {
            number = i;
            return;
        }
    throw "an expansion names no register";  // a compile-time error
}

constexpr void read_immediate(std::string_view text, Operand& operand, std::int32_t& number) {
    operand = operand_named(text);
    if (operand != Operand::none) return;
    for (const SpecialRow& special : special_table)
        if (special.name == text) {
            number = special.number;
            return;
        }
    const bool negative = text.front() == '-';
    if (negative) text.remove_prefix(1);
    for (const char c : text) {
        if (c < '0' || c > '9') throw "an expansion has a malformed number";
        number = number * 10 + (c - '0');
    }
    if (negative) number = -number;
}

constexpr void read_address(std::string_view text, PseudoStep& step) {
    if (operand_named(text) == Operand::address) {
        step.imm = step.rs = Operand::address;
        return;
    }
    std::string_view rest = text;
    read_immediate(take(rest, '('), step.imm, step.imm_number);
    read_register(take(rest, ')'), step.rs, step.rs_number);
}

constexpr PseudoStep compile_step(std::string_view text) {
    PseudoStep step;
    const std::string_view mnemonic = take(text, ' ');
    bool found = false;
    for (const Row& r : table)
        if (r.mnemonic == mnemonic) {
            step.op = r.op;
            found = true;
        }
    if (!found) throw "an expansion names no instruction";
    const Syntax syntax = row(step.op).syntax;
    if (syntax == Syntax::none) return step;
    read_register(take(text, ','), step.rd, step.rd_number);
    if (syntax == Syntax::rd_rs_rt || syntax == Syntax::rd_rs_imm || syntax == Syntax::rd_rs_shamt ||
        syntax == Syntax::branch)
        read_register(take(text, ','), step.rs, step.rs_number);
    if (syntax == Syntax::rd_rs_rt)
        read_register(take(text, ','), step.rt, step.rt_number);
    else if (syntax == Syntax::jalr)
        read_address(take(text, ','), step);
    else
        read_immediate(take(text, ','), step.imm, step.imm_number);
    return step;
}

constexpr PseudoForm compile_form(const PseudoRow& r) {
    PseudoForm form;
    for (std::string_view rest = r.operands; !rest.empty();)
        form.operands[static_cast<std::size_t>(form.operand_count++)] = operand_named(take(rest, ','));
    if (r.code != PseudoCode::none) return form;
    for (std::string_view rest = r.expansion; !rest.empty();)
        form.steps[static_cast<std::size_t>(form.step_count++)] = compile_step(take(rest, ';'));
    return form;
}

constexpr std::array<PseudoForm, pseudo_count> compile_forms() {
    std::array<PseudoForm, pseudo_count> forms{};
    for (std::size_t i = 0; i < forms.size(); ++i) forms[i] = compile_form(pseudo_table[i]);
    return forms;
}

}  // namespace detail

inline constexpr std::array<PseudoForm, pseudo_count> pseudo_forms = detail::compile_forms();

}  // namespace ringside::isa::assembler
