#include "isa/asm/emit.hpp"

#include "isa/asm/expression.hpp"

namespace ringside::isa::assembler {

namespace {

// What to write instead of an immediate that does not fit.
const char* advice(Op op) {
    switch (op) {
    case Op::lui:
    case Op::auipc: return "; it sets the upper 16 bits: use li for a 32-bit number, or %hi(symbol)";
    case Op::slli:
    case Op::srli:
    case Op::srai: return "; a shift counts 0..31";
    case Op::andi: return "; use li and and (zext.h keeps the low 16 bits)";
    case Op::vcall:
    case Op::mfs:
    case Op::mts: return "";
    default:
        return row(op).class_ == Class::alu_immediate ? "; use li"
                                                      : "; use li to make the address in a register";
    }
}

bool out_of_range(Unit& unit, Op op, const Immediate& imm) {
    const ImmediateRange range = immediate_range(row(op).syntax);
    const char* width = row(op).syntax == Syntax::rd_rs_shamt ? "5 bits" : "16 bits";
    return unit.fail(imm.spot, "immediate " + std::to_string(imm.value.addend) + " does not fit in " + width +
                                   " (" + std::to_string(range.least) + ".." + std::to_string(range.most) +
                                   ")" + advice(op));
}

bool encode_number(Unit& unit, Decoded& d, const Immediate& imm) {
    const Syntax syntax = row(d.op).syntax;
    const ImmediateRange range = immediate_range(syntax);
    std::int64_t n = imm.value.addend;
    // 0xfffffff0 is the 32-bit number -16.
    if (immediate_is_signed(syntax) && n > 0x7fffffff && n <= 0xffffffff) n -= std::int64_t{1} << 32;
    if (n < range.least || n > range.most) return out_of_range(unit, d.op, imm);
    d.imm = static_cast<std::int32_t>(n);
    return true;
}

bool is_upper(Part p) { return p == Part::hi || p == Part::pcrel_hi || p == Part::tprel_hi; }

FixupKind fixup_of(Part p) {
    switch (p) {
    case Part::hi: return FixupKind::hi;
    case Part::lo: return FixupKind::lo;
    case Part::pcrel_hi: return FixupKind::pcrel_hi;
    case Part::pcrel_lo: return FixupKind::pcrel_lo;
    case Part::tprel_hi: return FixupKind::tprel_hi;
    case Part::tprel_lo: return FixupKind::tprel_lo;
    default: return FixupKind::immediate;
    }
}

// Fills d.imm, or leaves it zero and makes a fixup for the word that follows.
bool resolve_immediate(Unit& unit, Decoded& d, const Immediate& imm) {
    const Syntax syntax = row(d.op).syntax;
    if (imm.part == Part::plain) {
        if (imm.value.is_constant()) return encode_number(unit, d, imm);
        if (syntax == Syntax::rd_imm)
            return unit.fail(imm.spot, "an address must be written %hi(symbol) here");
        if (!immediate_is_signed(syntax))
            return unit.fail(imm.spot, "a number that is known here is expected");
    } else {
        const bool fits = is_upper(imm.part) ? syntax == Syntax::rd_imm
                                             : syntax != Syntax::rd_imm && immediate_is_signed(syntax);
        if (!fits || imm.part == Part::tprel_add)
            return unit.fail(imm.spot, "this %modifier does not belong to '" +
                                           std::string(row(d.op).mnemonic) +
                                           "': %hi goes with lui, %lo with addi, loads and stores");
        if (imm.value.is_constant() && (imm.part == Part::hi || imm.part == Part::lo)) {
            const auto value = static_cast<std::uint32_t>(imm.value.addend);
            d.imm = imm.part == Part::hi ? static_cast<std::int32_t>(upper_half(value)) : lower_half(value);
            return true;
        }
    }
    unit.add_fixup(fixup_of(imm.part), imm.value, imm.spot);
    return true;
}

// The distance in bytes, when nothing of variable length lies between.
bool known_distance(const Unit& unit, const Value& target, std::int64_t& distance) {
    if (target.plus == Value::none || target.minus != Value::none) return false;
    const Symbol& s = unit.object.symbols[static_cast<std::size_t>(target.plus)];
    const Place here = unit.here();
    if (s.kind != Symbol::Kind::label || s.section != unit.current || s.place.sites != here.sites)
        return false;
    distance = std::int64_t{s.place.offset} + target.addend - here.offset;
    return true;
}

// Encodes a near target at once; false when the linker has to do it.
bool encode_near(Unit& unit, Decoded& d, const Immediate& target, bool& good) {
    std::int64_t distance = 0;
    good = true;
    if (!known_distance(unit, target.value, distance)) return false;
    if ((distance & 3) != 0) {
        good = unit.fail(target.spot, "the target is " + std::to_string(distance) +
                                          " bytes away, which is not a multiple of 4");
        return true;
    }
    const ImmediateRange range = immediate_range(row(d.op).syntax);
    if (distance / 4 < range.least || distance / 4 > range.most) return false;
    d.imm = static_cast<std::int32_t>(distance / 4);
    return true;
}

bool check_target(Unit& unit, const Immediate& target) {
    return target.part == Part::plain || unit.fail(target.spot, "a jump's target takes no %modifier");
}

// Emits the short form with a site after it that can make room for the long one.
bool emit_growable(Unit& unit, FixupKind kind, const Decoded& d, std::uint8_t scratch,
                   const Immediate& target) {
    unit.add_fixup(kind, target.value, target.spot, scratch);
    const auto fixup = static_cast<std::uint32_t>(unit.section().fixups.size() - 1);
    if (!unit.emit_word(encode(d))) return false;
    unit.section().fixups[fixup].site = static_cast<std::uint32_t>(unit.section().sites.size());
    Site site;
    site.kind = SiteKind::grow;
    site.amount = fixup;
    unit.add_site(site);
    return true;
}

}  // namespace

bool emit_plain(Unit& unit, Op op, const Operands& operands) {
    const Row& r = row(op);
    const Fields used = fields_of(r.syntax);
    Decoded d{op, 0, 0, 0, 0};
    if (used.rd) d.rd = operands.rd;
    if (used.rs) d.rs = operands.rs;
    if (used.rt) d.rt = operands.rt;
    if (used.imm && !resolve_immediate(unit, d, operands.imm)) return false;
    return unit.emit_word(encode(d));
}

bool emit_branch(Unit& unit, Op op, const Operands& operands) {
    if (!check_target(unit, operands.imm)) return false;
    Decoded d{op, operands.rd, operands.rs, 0, 0};
    bool good = true;
    if (encode_near(unit, d, operands.imm, good)) return good && unit.emit_word(encode(d));
    return emit_growable(unit, FixupKind::branch, d, 0, operands.imm);
}

bool emit_jump(Unit& unit, std::uint8_t rd, std::uint8_t scratch, const Immediate& target) {
    if (!check_target(unit, target)) return false;
    Decoded d{Op::jal, rd, 0, 0, 0};
    bool good = true;
    if (encode_near(unit, d, target, good)) return good && unit.emit_word(encode(d));
    if (scratch != 0) return emit_growable(unit, FixupKind::call, d, scratch, target);
    unit.add_fixup(FixupKind::jump, target.value, target.spot);
    return unit.emit_word(encode(d));
}

bool emit_instruction(Unit& unit, Op op, const Operands& operands) {
    const Syntax syntax = row(op).syntax;
    if (syntax == Syntax::branch) return emit_branch(unit, op, operands);
    // The link register can hold the address on the way, so a linking jal may grow as well.
    if (syntax == Syntax::jal) return emit_jump(unit, operands.rd, operands.rd, operands.imm);
    return emit_plain(unit, op, operands);
}

bool emit_constant(Unit& unit, std::uint8_t rd, std::int64_t value, Spot at) {
    if (value < -(std::int64_t{1} << 31) || value > 0xffffffff)
        return unit.fail(at, "immediate " + std::to_string(value) + " does not fit in 32 bits");
    const auto word = static_cast<std::uint32_t>(value);
    const std::int32_t low = lower_half(word);
    const auto high = static_cast<std::int32_t>(upper_half(word));
    if (static_cast<std::uint32_t>(low) == word) return unit.emit_word(encode({Op::addi, rd, 0, 0, low}));
    if (!unit.emit_word(encode({Op::lui, rd, 0, 0, high & 0xffff}))) return false;
    return low == 0 || unit.emit_word(encode({Op::addi, rd, rd, 0, low}));
}

bool emit_address(Unit& unit, Op upper, std::uint8_t rd, const Immediate& symbol) {
    if (symbol.part != Part::plain)
        return unit.fail(symbol.spot, "a symbol is expected here, without a %modifier");
    if (upper == Op::lui && symbol.value.is_constant())
        return emit_constant(unit, rd, symbol.value.addend, symbol.spot);
    const bool relative = upper == Op::auipc;
    Value low = symbol.value;
    if (relative) low = Value::symbol(unit.dot());  // %pcrel_lo names the auipc
    unit.add_fixup(relative ? FixupKind::pcrel_hi : FixupKind::hi, symbol.value, symbol.spot);
    if (!unit.emit_word(encode({upper, rd, 0, 0, 0}))) return false;
    unit.add_fixup(relative ? FixupKind::pcrel_lo : FixupKind::lo, low, symbol.spot);
    return unit.emit_word(encode({Op::addi, rd, rd, 0, 0}));
}

}  // namespace ringside::isa::assembler
