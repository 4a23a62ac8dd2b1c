// What each instruction does, once: one short function per instruction over a Hart. The reference engine runs these
// bodies over the real hart; the monitor's emulator runs the same bodies over a virtual one.
//
// A Hart offers (see ReferenceHart in machine/reference.cpp for the first one):
//
//   u32  reg(i), set_reg(i, v)          register 0 reads zero and ignores writes
//   u32  pc(), set_pc(u32)              set_pc makes the body return Flow::jump
//   Psr  psr(), set_psr(Psr)
//   bool load(Gva, Width, u32& out)     zero-extended; aligned by the caller; false: it has raised a trap
//   bool store(Gva, Width, u32)
//   bool update(Gva, f, u32& old)       the word becomes f(old), atomically
//   bool load_reserved(Gva, u32&), store_conditional(Gva, u32, bool& done)
//   bool read_special(number, u32&), write_special(number, u32)     false: no such register
//   u32  rights(Gva)                    what probe answers
//   u32  port_in(port), void port_out(port, value)
//   void halt(), tlb_invalidate(), tlb_invalidate_va(Gva), tlb_invalidate_asid(u32)
//   Flow virtualization(Decoded)        class f
//   void raise(Trap)
//
// Whether an instruction may execute at all (ring, strap) is decided before, by isa::refuse.
#pragma once

#include <cstdint>
#include <type_traits>

#include "isa/causes.hpp"
#include "isa/encoding.hpp"
#include "isa/special.hpp"

namespace ringside::isa {

enum class Flow : std::uint8_t {
    next,  // pc + 4 follows
    jump,  // set_pc was called
    trap,  // raise was called; nothing else of the hart has changed
};

namespace semantics {

using U = std::uint32_t;
using S = std::int32_t;

constexpr S as_signed(U v) { return static_cast<S>(v); }
constexpr U as_unsigned(S v) { return static_cast<U>(v); }

template <class H>
Flow write(H& h, const Decoded& d, U value) {
    h.set_reg(d.rd, value);
    return Flow::next;
}
template <class H>
Flow raise(H& h, Trap t) {
    h.raise(t);
    return Flow::trap;
}
template <class H>
Flow jump_to(H& h, U target) {
    h.set_pc(target);
    return Flow::jump;
}

// System. fence and fence.i order nothing: memory is sequentially consistent, and stores are seen by fetches at once.
template <class H> Flow ecall(H& h, const Decoded&) { return raise(h, trap(Cause::syscall, 0)); }
template <class H> Flow ebreak(H& h, const Decoded&) { return raise(h, trap(Cause::breakpoint, h.pc())); }
template <class H> Flow fence(H&, const Decoded&) { return Flow::next; }
template <class H> Flow fence_i(H&, const Decoded&) { return Flow::next; }
template <class H> Flow pause(H&, const Decoded&) { return Flow::next; }

// ALU. The pure functions are shared by the register and the immediate forms, and by any other engine.
constexpr U f_add(U a, U b) { return a + b; }
constexpr U f_sub(U a, U b) { return a - b; }
constexpr U f_and(U a, U b) { return a & b; }
constexpr U f_or(U a, U b) { return a | b; }
constexpr U f_xor(U a, U b) { return a ^ b; }
constexpr U f_sll(U a, U b) { return a << (b & 31); }
constexpr U f_srl(U a, U b) { return a >> (b & 31); }
constexpr U f_sra(U a, U b) { return as_unsigned(as_signed(a) >> (b & 31)); }
constexpr U f_slt(U a, U b) { return as_signed(a) < as_signed(b); }
constexpr U f_sltu(U a, U b) { return a < b; }
constexpr U f_mul(U a, U b) { return a * b; }
constexpr U f_mulh(U a, U b) { return static_cast<U>((std::int64_t{as_signed(a)} * as_signed(b)) >> 32); }
constexpr U f_mulhsu(U a, U b) { return static_cast<U>((std::int64_t{as_signed(a)} * static_cast<std::int64_t>(b)) >> 32); }
constexpr U f_mulhu(U a, U b) { return static_cast<U>((std::uint64_t{a} * b) >> 32); }
// Division never traps (RISC-V unprivileged specification, table 7.1).
constexpr U f_div(U a, U b) {
    if (b == 0) return ~U{0};
    if (a == 0x80000000u && b == ~U{0}) return a;
    return as_unsigned(as_signed(a) / as_signed(b));
}
constexpr U f_divu(U a, U b) { return b == 0 ? ~U{0} : a / b; }
constexpr U f_rem(U a, U b) {
    if (b == 0) return a;
    if (a == 0x80000000u && b == ~U{0}) return 0;
    return as_unsigned(as_signed(a) % as_signed(b));
}
constexpr U f_remu(U a, U b) { return b == 0 ? a : a % b; }

#define RINGSIDE_REGISTER_FORM(name, f) \
    template <class H> Flow name(H& h, const Decoded& d) { return write(h, d, f(h.reg(d.rs), h.reg(d.rt))); }
#define RINGSIDE_IMMEDIATE_FORM(name, f) \
    template <class H> Flow name(H& h, const Decoded& d) { return write(h, d, f(h.reg(d.rs), as_unsigned(d.imm))); }
RINGSIDE_REGISTER_FORM(add, f_add)
RINGSIDE_REGISTER_FORM(sub, f_sub)
RINGSIDE_REGISTER_FORM(and_, f_and)
RINGSIDE_REGISTER_FORM(or_, f_or)
RINGSIDE_REGISTER_FORM(xor_, f_xor)
RINGSIDE_REGISTER_FORM(sll, f_sll)
RINGSIDE_REGISTER_FORM(srl, f_srl)
RINGSIDE_REGISTER_FORM(sra, f_sra)
RINGSIDE_REGISTER_FORM(slt, f_slt)
RINGSIDE_REGISTER_FORM(sltu, f_sltu)
RINGSIDE_IMMEDIATE_FORM(addi, f_add)
RINGSIDE_IMMEDIATE_FORM(andi, f_and)
RINGSIDE_IMMEDIATE_FORM(ori, f_or)
RINGSIDE_IMMEDIATE_FORM(xori, f_xor)
RINGSIDE_IMMEDIATE_FORM(slli, f_sll)
RINGSIDE_IMMEDIATE_FORM(srli, f_srl)
RINGSIDE_IMMEDIATE_FORM(srai, f_sra)
RINGSIDE_IMMEDIATE_FORM(slti, f_slt)
RINGSIDE_IMMEDIATE_FORM(sltiu, f_sltu)
RINGSIDE_REGISTER_FORM(mul, f_mul)
RINGSIDE_REGISTER_FORM(mulh, f_mulh)
RINGSIDE_REGISTER_FORM(mulhsu, f_mulhsu)
RINGSIDE_REGISTER_FORM(mulhu, f_mulhu)
RINGSIDE_REGISTER_FORM(div, f_div)
RINGSIDE_REGISTER_FORM(divu, f_divu)
RINGSIDE_REGISTER_FORM(rem, f_rem)
RINGSIDE_REGISTER_FORM(remu, f_remu)
#undef RINGSIDE_REGISTER_FORM
#undef RINGSIDE_IMMEDIATE_FORM
template <class H> Flow lui(H& h, const Decoded& d) { return write(h, d, as_unsigned(d.imm) << 16); }
template <class H> Flow auipc(H& h, const Decoded& d) { return write(h, d, h.pc() + (as_unsigned(d.imm) << 16)); }

// Memory. Alignment is checked before the address is translated.
template <class H>
bool aligned(H& h, Gva va, Width w, Cause cause) {
    if ((va.value & (bytes_of(w) - 1)) == 0) return true;
    h.raise(trap(cause, va.value));
    return false;
}
template <class H>
Gva effective(H& h, const Decoded& d) {
    return Gva{h.reg(d.rs) + as_unsigned(d.imm)};
}
template <class Extended, class H>
Flow load_as(H& h, const Decoded& d) {
    constexpr auto width = static_cast<Width>(sizeof(Extended));
    const Gva va = effective(h, d);
    U value = 0;
    if (!aligned(h, va, width, Cause::load_misaligned) || !h.load(va, width, value)) return Flow::trap;
    // From the narrow type to 32 bits: the conversion extends by sign or by zero, as the type says.
    return write(h, d, static_cast<U>(static_cast<S>(static_cast<Extended>(value))));
}
template <class H>
Flow store_as(H& h, const Decoded& d, Width width) {
    const Gva va = effective(h, d);
    if (!aligned(h, va, width, Cause::store_misaligned) || !h.store(va, width, h.reg(d.rd))) return Flow::trap;
    return Flow::next;
}
template <class H> Flow lb(H& h, const Decoded& d) { return load_as<std::int8_t>(h, d); }
template <class H> Flow lh(H& h, const Decoded& d) { return load_as<std::int16_t>(h, d); }
template <class H> Flow lw(H& h, const Decoded& d) { return load_as<std::uint32_t>(h, d); }
template <class H> Flow lbu(H& h, const Decoded& d) { return load_as<std::uint8_t>(h, d); }
template <class H> Flow lhu(H& h, const Decoded& d) { return load_as<std::uint16_t>(h, d); }
template <class H> Flow sb(H& h, const Decoded& d) { return store_as(h, d, Width::byte); }
template <class H> Flow sh(H& h, const Decoded& d) { return store_as(h, d, Width::half); }
template <class H> Flow sw(H& h, const Decoded& d) { return store_as(h, d, Width::word); }

// Branches and jumps. Targets of branches are aligned by construction; of jalr they may not be, and then the jump
// itself traps and writes no register.
template <class H>
Flow branch_if(H& h, const Decoded& d, bool taken) {
    if (!taken) return Flow::next;
    return jump_to(h, h.pc() + as_unsigned(d.imm) * 4);
}
template <class H> Flow beq(H& h, const Decoded& d) { return branch_if(h, d, h.reg(d.rd) == h.reg(d.rs)); }
template <class H> Flow bne(H& h, const Decoded& d) { return branch_if(h, d, h.reg(d.rd) != h.reg(d.rs)); }
template <class H> Flow blt(H& h, const Decoded& d) { return branch_if(h, d, as_signed(h.reg(d.rd)) < as_signed(h.reg(d.rs))); }
template <class H> Flow bge(H& h, const Decoded& d) { return branch_if(h, d, as_signed(h.reg(d.rd)) >= as_signed(h.reg(d.rs))); }
template <class H> Flow bltu(H& h, const Decoded& d) { return branch_if(h, d, h.reg(d.rd) < h.reg(d.rs)); }
template <class H> Flow bgeu(H& h, const Decoded& d) { return branch_if(h, d, h.reg(d.rd) >= h.reg(d.rs)); }
template <class H>
Flow jal(H& h, const Decoded& d) {
    const U from = h.pc();
    h.set_reg(d.rd, from + 4);
    return jump_to(h, from + as_unsigned(d.imm) * 4);
}
template <class H>
Flow jalr(H& h, const Decoded& d) {
    const U target = effective(h, d).value & ~U{1};
    if (target & 2) return raise(h, trap(Cause::fetch_misaligned, target));
    h.set_reg(d.rd, h.pc() + 4);
    return jump_to(h, target);
}

// Atomics.
template <class H>
Flow lr_w(H& h, const Decoded& d) {
    const Gva va{h.reg(d.rs)};
    U value = 0;
    if (!aligned(h, va, Width::word, Cause::load_misaligned) || !h.load_reserved(va, value)) return Flow::trap;
    return write(h, d, value);
}
template <class H>
Flow sc_w(H& h, const Decoded& d) {
    const Gva va{h.reg(d.rs)};
    bool done = false;
    if (!aligned(h, va, Width::word, Cause::store_misaligned) || !h.store_conditional(va, h.reg(d.rt), done)) return Flow::trap;
    return write(h, d, done ? 0 : 1);
}
template <class H, class F>
Flow amo(H& h, const Decoded& d, F f) {
    const Gva va{h.reg(d.rs)};
    const U operand = h.reg(d.rt);
    U old = 0;
    if (!aligned(h, va, Width::word, Cause::store_misaligned)) return Flow::trap;
    if (!h.update(va, [&](U memory) { return f(memory, operand); }, old)) return Flow::trap;
    return write(h, d, old);
}
template <class H> Flow amoswap_w(H& h, const Decoded& d) { return amo(h, d, [](U, U b) { return b; }); }
template <class H> Flow amoadd_w(H& h, const Decoded& d) { return amo(h, d, f_add); }
template <class H> Flow amoxor_w(H& h, const Decoded& d) { return amo(h, d, f_xor); }
template <class H> Flow amoand_w(H& h, const Decoded& d) { return amo(h, d, f_and); }
template <class H> Flow amoor_w(H& h, const Decoded& d) { return amo(h, d, f_or); }
template <class H> Flow amomin_w(H& h, const Decoded& d) { return amo(h, d, [](U a, U b) { return f_slt(a, b) ? a : b; }); }
template <class H> Flow amomax_w(H& h, const Decoded& d) { return amo(h, d, [](U a, U b) { return f_slt(a, b) ? b : a; }); }
template <class H> Flow amominu_w(H& h, const Decoded& d) { return amo(h, d, [](U a, U b) { return a < b ? a : b; }); }
template <class H> Flow amomaxu_w(H& h, const Decoded& d) { return amo(h, d, [](U a, U b) { return a < b ? b : a; }); }

// Sensitive: what they do where they do not trap.
template <class H> Flow rdpsr(H& h, const Decoded& d) { return write(h, d, h.psr().bits); }
template <class H>
Flow wrpsr(H& h, const Decoded& d) {
    h.set_psr(h.psr().written(h.reg(d.rs)));
    return Flow::next;
}
template <class H>
Flow read_named(H& h, const Decoded& d, Special s) {
    U value = 0;
    h.read_special(static_cast<U>(s), value);
    return write(h, d, value);
}
template <class H> Flow rdtvec(H& h, const Decoded& d) { return read_named(h, d, Special::tvec); }
template <class H> Flow rdptb(H& h, const Decoded& d) { return read_named(h, d, Special::ptb); }
template <class H> Flow probe(H& h, const Decoded& d) { return write(h, d, h.rights(Gva{h.reg(d.rs)})); }
template <class H> Flow rdring(H& h, const Decoded& d) { return write(h, d, h.psr().ring()); }
template <class H>
Flow retf(H& h, const Decoded& d) {
    const U target = h.reg(d.rs);
    const U ring = h.reg(d.rt) & 3;
    if (ring < h.psr().ring()) return raise(h, trap(Cause::privileged, encode(d)));
    if (target & 3) return raise(h, trap(Cause::fetch_misaligned, target));
    h.set_psr(h.psr().with_ring(ring));
    return jump_to(h, target);
}

// Privileged.
template <class H>
Flow mfs(H& h, const Decoded& d) {
    U value = 0;
    if (!h.read_special(as_unsigned(d.imm), value)) return raise(h, trap(Cause::illegal, encode(d)));
    return write(h, d, value);
}
template <class H>
Flow mts(H& h, const Decoded& d) {
    if (!h.write_special(as_unsigned(d.imm), h.reg(d.rs))) return raise(h, trap(Cause::illegal, encode(d)));
    return Flow::next;
}
template <class H>
Flow rets(H& h, const Decoded&) {
    U target = 0;
    h.read_special(static_cast<U>(Special::epc), target);
    h.set_psr(h.psr().returned());
    return jump_to(h, target);
}
template <class H> Flow halt(H& h, const Decoded&) { h.halt(); return Flow::next; }
template <class H> Flow tlbinv(H& h, const Decoded&) { h.tlb_invalidate(); return Flow::next; }
template <class H> Flow tlbinv_va(H& h, const Decoded& d) { h.tlb_invalidate_va(Gva{h.reg(d.rs)}); return Flow::next; }
template <class H> Flow tlbinv_as(H& h, const Decoded& d) { h.tlb_invalidate_asid(h.reg(d.rs) & 0xff); return Flow::next; }
template <class H> Flow in(H& h, const Decoded& d) { return write(h, d, h.port_in(effective(h, d).value)); }
template <class H> Flow out(H& h, const Decoded& d) { h.port_out(effective(h, d).value, h.reg(d.rd)); return Flow::next; }

// Tetra-V: world switches belong to the engine.
template <class H> Flow vrun(H& h, const Decoded& d) { return h.virtualization(d); }
template <class H> Flow vcall(H& h, const Decoded& d) { return h.virtualization(d); }
template <class H> Flow vinv(H& h, const Decoded& d) { return h.virtualization(d); }
template <class H> Flow vinvg(H& h, const Decoded& d) { return h.virtualization(d); }
template <class H> Flow vread(H& h, const Decoded& d) { return h.virtualization(d); }
template <class H> Flow vwrite(H& h, const Decoded& d) { return h.virtualization(d); }

}  // namespace semantics

// Runs the body of one instruction.
template <class H>
Flow execute(H& h, const Decoded& d) {
    switch (d.op) {
#define INSN(name, mnemonic, opcode, format, syntax, class_, sensitivity, cost, meaning) \
    case Op::name: return semantics::name(h, d);
#include "isa/instructions.inc"
#undef INSN
    }
    return Flow::next;
}

}  // namespace ringside::isa
