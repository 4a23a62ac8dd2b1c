// Which instruction traps in which ring under which strap: all of the table, against the words of the design.
#include "tests/machine/expect.hpp"

namespace ringside::machine::test {
namespace {

enum class Verdict { runs, privileged, illegal };

// The design's rule, by the opcode's high digit alone.
Verdict rule(U opcode, unsigned ring, bool masked, bool scratch_register, bool scratch_open) {
    const U digit = opcode >> 4;
    if (digit < 0xd) return Verdict::runs;
    if (digit == 0xf) return Verdict::illegal;
    if (ring == 0 || !masked) return Verdict::runs;
    if (scratch_register && ring == 1 && scratch_open) return Verdict::runs;
    return Verdict::privileged;
}

// One word per instruction; mfs and mts once per special register.
std::vector<U> words() {
    std::vector<U> all;
    for (const isa::Row& r : isa::table) {
        isa::Decoded d{r.op, 0, 0, 0, 0};
        const isa::Fields used = isa::fields_of(r.syntax);
        if (used.rd) d.rd = a1;
        if (used.rs) d.rs = a0;
        if (used.rt) d.rt = a2;
        if (r.op != Op::mfs && r.op != Op::mts) {
            all.push_back(isa::encode(d));
            continue;
        }
        for (const isa::SpecialRow& s : isa::special_table) {
            d.imm = s.number;
            all.push_back(isa::encode(d));
        }
    }
    return all;
}

bool is_scratch(U word) {
    return (word >> 25 == 0xe0 >> 1) && (word & 0xffff) >= 0x24 && (word & 0xffff) <= 0x27;
}

void check_word(U word, unsigned ring, const isa::TrapMask& mask, bool open) {
    MachineConfig config = small();
    config.traps = mask;
    Rig rig(config);
    rig.x(a0) = data_at;
    rig.x(a2) = ring;  // of retf: stays in its ring
    rig.ring(ring);
    rig.hart().mctl = open ? 1 : 0;
    rig.set_word(code_at, word);
    const Op op = *isa::op_of_opcode(static_cast<std::uint8_t>(word >> 24));
    const Verdict verdict = rule(word >> 24, ring, mask.has(op), is_scratch(word), open);
    INFO(isa::row(op).mnemonic << " word " << word << " ring " << ring << " open " << open);
    Expected expected(rig.m);
    rig.step();
    if (verdict == Verdict::runs) {
        const bool traps_anyway = op == Op::ecall || op == Op::ebreak;
        CHECK(rig.hart().instret == (traps_anyway ? 0 : 1));
        CHECK(rig.hart().cause == (op == Op::ecall                   ? 8u
                                   : op == Op::ebreak                ? 3u
                                   : word == mts(Special::cause, a0) ? data_at
                                                                     : 0u));
    } else {
        expected.traps(verdict == Verdict::privileged ? 9 : 2, word);
        expected.check(rig.m);
    }
}

}  // namespace

TEST_CASE("strict: every sensitive and privileged instruction traps outside ring 0, and changes nothing") {
    for (U word : words())
        for (unsigned ring = 0; ring < 4; ++ring)
            for (bool open : {false, true}) check_word(word, ring, isa::TrapMask::strict(), open);
}

TEST_CASE("classic: sensitive instructions answer in place, privileged ones trap outside ring 0") {
    for (U word : words())
        for (unsigned ring = 0; ring < 4; ++ring)
            for (bool open : {false, true}) check_word(word, ring, isa::TrapMask::classic(), open);
}

TEST_CASE("any other mask traps exactly the instructions it names") {
    Random random(4);
    for (int i = 0; i < 30; ++i) {
        isa::TrapMask mask;
        for (const isa::Row& r : isa::table) mask.set(r.op, random.chance(50));
        for (U word : words()) check_word(word, random.below(4), mask, random.chance(50));
    }
}

TEST_CASE("strict and classic differ in class d only, and all of it") {
    const auto strict = isa::TrapMask::strict(), classic = isa::TrapMask::classic();
    int differing = 0;
    for (const isa::Row& r : isa::table) {
        if (strict.has(r.op) == classic.has(r.op)) continue;
        CHECK(r.opcode >> 4 == 0xd);
        ++differing;
    }
    CHECK(differing == 7);
}

TEST_CASE("the monitor's scratch registers are open to ring 1 alone, and only while MCTL says so") {
    for (unsigned ring = 0; ring < 4; ++ring)
        for (U mctl : {0u, 1u, 2u, 3u})
            for (U n = 0; n < 4; ++n) {
                const auto number = static_cast<S>(0x24 + n);
                Rig rig;
                rig.ring(ring);
                rig.hart().mctl = mctl;
                rig.hart().icmp = ~std::uint64_t{0};
                rig.hart().ms = {10, 20, 30, 40};
                rig.x(a0) = 99;
                rig.code(code_at, {ins(Op::mfs, a1, number), ins(Op::mts, a0, number)});
                const bool allowed = ring == 0 || (ring == 1 && mctl % 2 == 1);
                Expected expected(rig.m);
                if (allowed) {
                    expected.completes(isa::Cost::special).x(a1, 10 * (n + 1));
                    expected.completes(isa::Cost::special).hart().ms[n] = 99;
                    rig.step(2);
                } else {
                    expected.traps(9, ins(Op::mfs, a1, number));
                    rig.step();
                }
                expected.check(rig.m);
            }
}

TEST_CASE("classic: each sensitive instruction shows or drops what its x86 model does") {
    MachineConfig config = small();
    config.traps = isa::TrapMask::classic();
    for (unsigned ring = 1; ring < 4; ++ring) {
        Rig rig(config);
        Hart& h = rig.hart();
        h.psr.bits = 0x5a000000 | Psr::ie_bit | Psr::previous_ring_mask | ring;
        h.ptb.bits = 0x00010000 | 0x7 << 4;  // paging off, root and ASID set
        const U seen = h.psr.bits;
        rig.x(a0) = 0xc3000000;  // new flags, IE off, ring 0
        rig.code(code_at, {ins(Op::rdpsr, a1), ins(Op::rdtvec, a2), ins(Op::rdptb, a3), ins(Op::rdring, a4),
                           ins(Op::wrpsr, a0)});
        Expected expected(rig.m);
        expected.completes(isa::Cost::special).x(a1, seen);
        expected.completes(isa::Cost::special).x(a2, handler_at);
        expected.completes(isa::Cost::special).x(a3, 0x00010070);
        expected.completes(isa::Cost::special).x(a4, ring);
        expected.completes(isa::Cost::special).hart().psr.bits = (seen & 0x00ffffff) | 0xc3000000;
        rig.step(5);
        expected.check(rig.m);
    }
}

TEST_CASE("wrpsr in ring 0 writes every defined bit and no other") {
    Rig rig;
    rig.x(a0) = 0xffffffff;
    rig.code(code_at, {ins(Op::wrpsr, a0)});
    rig.step();
    CHECK(rig.hart().psr.bits == 0xff111133);
}

TEST_CASE("retf goes outwards or stays; inwards it is a privilege trap, to a bad target a misaligned one") {
    MachineConfig config = small();
    config.traps = isa::TrapMask::classic();
    for (unsigned from = 0; from < 4; ++from)
        for (unsigned to = 0; to < 8; ++to)
            for (U target : {data_at, data_at + 1, data_at + 2}) {
                Rig rig(config);
                rig.ring(from);
                rig.x(a0) = target;
                rig.x(a1) = to;
                const U word = ins(Op::retf, a0, a1);
                rig.code(code_at, {word});
                Expected expected(rig.m);
                if ((to & 3) < from) {
                    expected.executes(isa::Cost::trap_return).traps(9, word);
                } else if (target != data_at) {
                    expected.executes(isa::Cost::trap_return).traps(0, target);
                } else {
                    expected.completes(isa::Cost::trap_return);
                    expected.hart().pc = data_at;
                    expected.hart().psr.bits = to & 3;
                }
                rig.step();
                expected.check(rig.m);
            }
}

TEST_CASE("each special register reads what was written, within its bits; read-only ones ignore writes") {
    for (const isa::SpecialRow& s : isa::special_table)
        for (U value : {0u, 0xffffffffu, 0x12345678u, 0xa5a5a5a7u}) {
            if (s.special == Special::ptb && value % 2) continue;  // would turn paging on under the test
            U bits = 0xffffffff;
            switch (s.special) {
            case Special::epc:
            case Special::tvec: bits = ~3u; break;
            case Special::ptb: bits = 0xfffffff1; break;
            case Special::imask: bits = 7; break;
            case Special::mctl: bits = 3; break;
            case Special::lrstate: bits = 0x11; break;
            default: break;
            }
            Rig rig;
            rig.x(a0) = value;
            rig.code(code_at, {mfs(a1, s.special), mts(s.special, a0), mfs(a2, s.special)});
            rig.step(3);
            INFO(s.name << " = " << value);
            CHECK(rig.hart().instret == 3);
            if (s.writable) {
                CHECK(rig.x(a2) == (value & bits));
            } else if (s.special == Special::cycle) {
                CHECK(rig.x(a1) == 10);
                CHECK(rig.x(a2) == 30);
            } else if (s.special == Special::instret) {
                CHECK(rig.x(a1) == 0);
                CHECK(rig.x(a2) == 2);
            } else {
                CHECK(rig.x(a2) == rig.x(a1));
            }
        }
}

TEST_CASE("64-bit counters show both halves, and HARTID its hart") {
    Rig rig(small(3));
    for (U id = 0; id < 3; ++id) {
        rig.hart(id).cycle = rig.hart(id).ledger.cycles[0] = 0x500000000ull + id;
        rig.hart(id).instret = 0x700000000ull + id;
    }
    rig.code(code_at, {mfs(a0, Special::cycleh), mfs(a1, Special::instreth), mfs(a2, Special::hartid),
                       ins(Op::jal, zero, 0)});
    rig.step(2000);
    for (U id = 0; id < 3; ++id) {
        CHECK(rig.x(a0, id) == 5);
        CHECK(rig.x(a1, id) == 7);
        CHECK(rig.x(a2, id) == id);
    }
}

}  // namespace ringside::machine::test
