#include "isa/asm/instruction.hpp"

#include "isa/asm/emit.hpp"
#include "isa/asm/expression.hpp"
#include "isa/asm/mnemonics.hpp"
#include "isa/asm/pseudo.hpp"
#include "isa/disasm.hpp"

namespace ringside::isa::assembler {

namespace {

constexpr NameTable<512> make_mnemonics() {
    NameTable<512> names;
    for (int i = 0; i < op_count; ++i) names.add(table[i].mnemonic, static_cast<std::uint16_t>(i));
    for (int i = 0; i < pseudo_count; ++i)
        names.add(pseudo_table[i].mnemonic, static_cast<std::uint16_t>(op_count + i));
    return names;
}
constexpr NameTable<512> mnemonics = make_mnemonics();

// add a0, a0, 5 means addi a0, a0, 5, as other assemblers have it.
Op immediate_form(Op op) {
    switch (op) {
    case Op::add: return Op::addi;
    case Op::and_: return Op::andi;
    case Op::or_: return Op::ori;
    case Op::xor_: return Op::xori;
    case Op::sll: return Op::slli;
    case Op::srl: return Op::srli;
    case Op::sra: return Op::srai;
    case Op::slt: return Op::slti;
    case Op::sltu: return Op::sltiu;
    default: return op;
    }
}

bool at_operand_end(Unit& unit) {
    unit.in.blanks();
    return unit.in.at_statement_end();
}

// rd, rs, rt: the last may be a number, and add may carry %tprel_add(symbol), which tells the linker nothing new.
bool parse_three(Unit& unit, Op& op, Operands& o) {
    if (!parse_register(unit, o.rd) || !parse_comma(unit) || !parse_register(unit, o.rs) ||
        !parse_comma(unit))
        return false;
    if (!register_follows(unit) && immediate_form(op) != op) {
        op = immediate_form(op);
        return parse_immediate(unit, o.imm);
    }
    if (!parse_register(unit, o.rt)) return false;
    if (op != Op::add || !unit.in.accept(',')) return true;
    Immediate hint;
    unit.in.blanks();
    if (unit.in.peek() != '%') return unit.fail_here("only %tprel_add(symbol) may follow here");
    if (!parse_immediate(unit, hint)) return false;
    return hint.part == Part::tprel_add || unit.fail(hint.spot, "only %tprel_add(symbol) may follow here");
}

// jalr rs | jalr rd, rs | jalr rd, rs, imm | jalr rd, imm(rs) | jalr imm(rs)
bool parse_jalr(Unit& unit, Operands& o) {
    bool bare = false;
    o.rd = 1;
    if (!register_follows(unit))
        return parse_address(unit, o, bare) && (!bare || unit.expected("(register)"));
    if (!parse_register(unit, o.rd)) return false;
    o.imm = Immediate::number(0, unit.in.spot());
    if (!unit.in.accept(',')) {
        o.rs = o.rd;
        o.rd = 1;
        return true;
    }
    if (!register_follows(unit))
        return parse_address(unit, o, bare) && (!bare || unit.expected("(register)"));
    if (!parse_register(unit, o.rs)) return false;
    return !unit.in.accept(',') || parse_immediate(unit, o.imm);
}

// The address of an atomic instruction: (rs), or 0(rs).
bool parse_pointer(Unit& unit, Operands& o) {
    bool bare = false;
    if (!parse_address(unit, o, bare)) return false;
    if (bare) return unit.expected("a register in parentheses");
    const bool zero = o.imm.part == Part::plain && o.imm.value.is_constant() && o.imm.value.addend == 0;
    return zero || unit.fail(o.imm.spot, "atomic instructions take no offset; add it to the register first");
}

// fence iorw, ow: the letters are checked and mean nothing more.
bool parse_fence(Unit& unit) {
    if (at_operand_end(unit)) return true;
    for (int i = 0; i < 2; ++i) {
        if (i == 1 && !parse_comma(unit)) return false;
        const Spot at = unit.in.spot();
        const std::string_view set = unit.in.name();
        if (set.empty() || set.find_first_not_of("iorw") != std::string_view::npos)
            return unit.fail(at, "a set of the letters i, o, r, w is expected here, as in fence rw, w");
    }
    return true;
}

bool parse_operands(Unit& unit, Op& op, Operands& o, bool& bare) {
    const auto reg = [&](std::uint8_t& field) { return parse_register(unit, field); };
    const auto comma = [&] { return parse_comma(unit); };
    const auto imm = [&] { return parse_immediate(unit, o.imm); };
    switch (row(op).syntax) {
    case Syntax::none: return op != Op::fence || parse_fence(unit);
    case Syntax::rd_rs_rt: return parse_three(unit, op, o);
    case Syntax::rd_rs_imm:
    case Syntax::rd_rs_shamt:
    case Syntax::branch: return reg(o.rd) && comma() && reg(o.rs) && comma() && imm();
    case Syntax::rd_imm: return reg(o.rd) && comma() && imm();
    case Syntax::load:
    case Syntax::store: return reg(o.rd) && comma() && parse_address(unit, o, bare);
    case Syntax::jal: o.rd = 1; return (!register_and_comma_follow(unit) || (reg(o.rd) && comma())) && imm();
    case Syntax::jalr: return parse_jalr(unit, o);
    case Syntax::lr: return reg(o.rd) && comma() && parse_pointer(unit, o);
    case Syntax::amo: return reg(o.rd) && comma() && reg(o.rt) && comma() && parse_pointer(unit, o);
    case Syntax::rd: return reg(o.rd);
    case Syntax::rs: return reg(o.rs);
    case Syntax::rd_rs: return reg(o.rd) && comma() && reg(o.rs);
    case Syntax::rs_rt: return reg(o.rs) && comma() && reg(o.rt);
    case Syntax::mfs: return reg(o.rd) && comma() && parse_special(unit, o.imm);
    case Syntax::mts: return parse_special(unit, o.imm) && comma() && reg(o.rs);
    case Syntax::imm: return imm();
    }
    return false;
}

// lw a0, symbol and sw a0, symbol, t0: auipc makes the upper half of the address, as in other assemblers, so that
// code may run elsewhere than where it was linked.
bool emit_bare_access(Unit& unit, Op op, Operands o) {
    const bool is_store = row(op).syntax == Syntax::store;
    std::uint8_t base = o.rd;
    if (is_store && unit.in.accept(',')) {
        if (!parse_register(unit, base)) return false;
    } else if (o.imm.value.is_constant() && o.imm.value.addend >= -0x8000 && o.imm.value.addend <= 0x7fff) {
        return emit_instruction(unit, op, o);  // n(zero)
    } else if (is_store) {
        return unit.fail_here("a store to a symbol needs a scratch register for the address: " +
                              std::string(row(op).mnemonic) + " rd, symbol, t0");
    }
    if (base == 0) return unit.fail(o.imm.spot, "zero cannot hold the address; use another register");
    Operands upper;
    upper.rd = o.rs = base;
    upper.imm = o.imm;
    upper.imm.part = Part::pcrel_hi;
    o.imm.part = Part::pcrel_lo;
    o.imm.value = Value::symbol(unit.dot());
    return emit_instruction(unit, Op::auipc, upper) && emit_instruction(unit, op, o);
}

bool statement_ends(Unit& unit) {
    if (at_operand_end(unit)) return true;
    return unit.expected("the end of the instruction");
}

bool assemble_row(Unit& unit, Op op) {
    Operands operands;
    bool bare = false;
    if (!parse_operands(unit, op, operands, bare)) return false;
    const bool good = bare ? emit_bare_access(unit, op, operands) : emit_instruction(unit, op, operands);
    return good && statement_ends(unit);
}

// --- pseudo-instructions ---

bool parse_form(Unit& unit, const PseudoForm& form, Operands& o) {
    bool bare = false;
    for (int i = 0; i < form.operand_count; ++i) {
        if (i > 0 && !parse_comma(unit)) return false;
        bool good = true;
        switch (form.operands[static_cast<std::size_t>(i)]) {
        case Operand::rd: good = parse_register(unit, o.rd); break;
        case Operand::rs: good = parse_register(unit, o.rs); break;
        case Operand::rt: good = parse_register(unit, o.rt); break;
        case Operand::imm:
        case Operand::target: good = parse_immediate(unit, o.imm); break;
        case Operand::address:
            // jr rs | jr rs, imm | jr imm(rs)
            o.imm = Immediate::number(0, unit.in.spot());
            if (register_follows(unit))
                good = parse_register(unit, o.rs) && (!unit.in.accept(',') || parse_immediate(unit, o.imm));
            else
                good = parse_address(unit, o, bare) && (!bare || unit.expected("(register)"));
            break;
        case Operand::none: break;
        }
        if (!good) return false;
    }
    return true;
}

std::uint8_t pick(Operand operand, std::uint8_t number, const Operands& o) {
    switch (operand) {
    case Operand::rd: return o.rd;
    case Operand::rs:
    case Operand::address: return o.rs;
    case Operand::rt: return o.rt;
    default: return number;
    }
}

bool expand(Unit& unit, const PseudoForm& form) {
    Operands given;
    if (!parse_form(unit, form, given)) return false;
    for (int i = 0; i < form.step_count; ++i) {
        const PseudoStep& step = form.steps[static_cast<std::size_t>(i)];
        Operands o;
        o.rd = pick(step.rd, step.rd_number, given);
        o.rs = pick(step.rs, step.rs_number, given);
        o.rt = pick(step.rt, step.rt_number, given);
        o.imm = step.imm == Operand::none ? Immediate::number(step.imm_number, unit.statement) : given.imm;
        if (!emit_instruction(unit, step.op, o)) return false;
    }
    return statement_ends(unit);
}

// A symbol, perhaps with the suffix @plt that compilers write for shared libraries.
bool parse_code_symbol(Unit& unit, Immediate& symbol) {
    if (!parse_immediate(unit, symbol)) return false;
    if (unit.in.accept('@')) unit.in.name();
    return true;
}

bool assemble_coded(Unit& unit, PseudoCode code) {
    Operands o;
    switch (code) {
    case PseudoCode::load_constant:
    case PseudoCode::load_address:
    case PseudoCode::load_local: {
        if (!parse_register(unit, o.rd) || !parse_comma(unit) || !parse_immediate(unit, o.imm)) return false;
        if (code == PseudoCode::load_constant && (o.imm.part == Part::lo || o.imm.part == Part::tprel_lo)) {
            if (!emit_instruction(unit, Op::addi, o)) return false;  // li a0, %lo(symbol)
        } else if (!emit_address(unit, code == PseudoCode::load_local ? Op::auipc : Op::lui, o.rd, o.imm)) {
            return false;
        }
        break;
    }
    case PseudoCode::
        load_thread:  // compilers expect a load of the offset; here it is known when the program is linked
        if (!parse_register(unit, o.rd) || !parse_comma(unit) || !parse_immediate(unit, o.imm)) return false;
        o.imm.part = Part::tprel_hi;
        if (!emit_instruction(unit, Op::lui, o)) return false;
        o.rs = o.rd;
        o.imm.part = Part::tprel_lo;
        if (!emit_instruction(unit, Op::addi, o)) return false;
        break;
    case PseudoCode::call:
        o.rd = 1;
        if (register_and_comma_follow(unit) && (!parse_register(unit, o.rd) || !parse_comma(unit)))
            return false;
        if (!parse_code_symbol(unit, o.imm) || !emit_jump(unit, o.rd, o.rd, o.imm)) return false;
        break;
    case PseudoCode::tail:
        if (!parse_code_symbol(unit, o.imm) || !emit_jump(unit, 0, 6, o.imm)) return false;  // through t1
        break;
    case PseudoCode::jump:
        if (!parse_code_symbol(unit, o.imm) || !parse_comma(unit) || !parse_register(unit, o.rt))
            return false;
        if (!emit_jump(unit, 0, o.rt, o.imm)) return false;
        break;
    case PseudoCode::unimplemented:
        if (!unit.emit_word(0)) return false;
        break;
    case PseudoCode::none: break;
    }
    return statement_ends(unit);
}

// lr.w.aq, amoadd.w.aqrl: memory is sequentially consistent, so the suffix means nothing.
int find_mnemonic(std::string_view name) {
    const int found = mnemonics.find(name);
    if (found >= 0) return found;
    for (const std::string_view suffix :
         {std::string_view(".aq"), std::string_view(".rl"), std::string_view(".aqrl")}) {
        if (name.size() <= suffix.size() || name.substr(name.size() - suffix.size()) != suffix) continue;
        const int stem = mnemonics.find(name.substr(0, name.size() - suffix.size()));
        if (stem >= 0 && stem < op_count && table[stem].class_ == Class::atomic) return stem;
    }
    return -1;
}

bool unknown_mnemonic(Unit& unit, std::string_view mnemonic, Spot at) {
    Suggestion suggestion(mnemonic);
    for (const std::string_view known : mnemonics.names())
        if (!known.empty()) suggestion.consider(known);
    for (const auto& [name, macro] : unit.macros) suggestion.consider(name);
    std::string advice = suggestion.text();
    if (mnemonic.substr(0, 3) == "csr") advice = "; Tetra has mfs rd, special and mts special, rs";
    if (mnemonic == "wfi") advice = "; Tetra has halt";
    if (mnemonic == "mret" || mnemonic == "sret") advice = "; Tetra has rets";
    if (mnemonic == "sfence.vma") advice = "; Tetra has tlbinv, tlbinv.va and tlbinv.as";
    return unit.fail(at, "unknown instruction '" + std::string(mnemonic) + "'" + advice);
}

}  // namespace

bool assemble_instruction(Unit& unit, std::string_view mnemonic, Spot at) {
    const int number = find_mnemonic(mnemonic);
    if (number < 0) return unknown_mnemonic(unit, mnemonic, at);
    unit.mnemonic = mnemonic;
    if (number < op_count) {
        unit.usage = operands_text(table[number].syntax);
        return assemble_row(unit, table[number].op);
    }
    const auto index = static_cast<std::size_t>(number - op_count);
    unit.usage = pseudo_table[index].operands;
    if (pseudo_table[index].code != PseudoCode::none) return assemble_coded(unit, pseudo_table[index].code);
    return expand(unit, pseudo_forms[index]);
}

}  // namespace ringside::isa::assembler
