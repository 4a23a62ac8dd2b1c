// Machines full of random but busy code: every ring, paging with holes, traps of all kinds, timers, console input,
// interrupts between harts, halts, single step and the compare register. For properties that hold for any program.
#pragma once

#include "tests/machine/rig.hpp"

namespace ringside::machine::test {

class RandomProgram {
public:
    static constexpr U ram_bytes = 256u << 10, code_words = 700;

    RandomProgram(std::uint64_t seed, U harts, TimeMode time) : random_(seed), rig_(config(harts, time)) {
        tables();
        handler();
        for (U i = 0; i < code_words; ++i) rig_.set_word(code_at + i * 4, instruction());
        rig_.code(code_at + code_words * 4, {ins(Op::jal, 0, -static_cast<S>(code_words))});
        for (U id = 0; id < harts; ++id) start(id);
        rig_.m.board.console.input = "some input for whoever reads it";
        rig_.m.board.console.interrupt_enabled = random_.chance(50);
        rig_.m.board.settle();
    }
    const Machine& machine() const { return rig_.m; }

private:
    MachineConfig config(U harts, TimeMode time) {
        MachineConfig c;
        c.ram_bytes = ram_bytes;
        c.harts = harts;
        c.time = time;
        c.tlb_entries = random_.between(1, 9);
        c.asid_tags = random_.chance(70);
        if (random_.chance(60)) c.traps = isa::TrapMask::classic();
        if (random_.chance(20))
            for (const isa::Row& r : isa::table) c.traps.set(r.op, random_.chance(50));
        return c;
    }

    // The first pages mapped to themselves; what is not code, handler or table has random rights, some pages alias.
    void tables() {
        for (U page = 0; page < 64; ++page) {
            U flags = Rig::all_rights | (random_.chance(50) ? Pte::g : 0);
            const bool plain = page == handler_at >> 12 || page == code_at >> 12;
            if (!plain && random_.chance(40)) flags = random_.below(0x800) & ~Pte::l;
            const U frame = plain || random_.chance(80) ? page : random_.below(64);
            rig_.map(page << 12, Pte{frame << 12 | flags | (plain || random_.chance(80) ? 0x300 : 0)});
        }
        rig_.map_large(0x00400000, 0, Rig::all_rights | (random_.chance(50) ? Pte::g : 0), random_.below(4));
    }

    static U in(unsigned rd, U port) { return ins(Op::in, static_cast<S>(rd), zero, static_cast<S>(port)); }
    static U out(unsigned rd, U port) { return ins(Op::out, static_cast<S>(rd), zero, static_cast<S>(port)); }
    static U branch(Op op, unsigned a, unsigned b, S words) {
        return ins(op, static_cast<S>(a), static_cast<S>(b), words);
    }

    // Serves each interrupt, goes on behind an exception, lets ecall change between ring 0 and the outer rings.
    void handler() {
        const std::vector<U> leave = {mfs(t0, Special::ms0), mfs(t1, Special::ms1), ins(Op::rets)};
        rig_.code(handler_at,
                  {mts(Special::ms0, t0), mts(Special::ms1, t1), mfs(t0, Special::cause),
                   branch(Op::blt, t0, zero, 60), ins(Op::andi, t1, t0, 0xff), ins(Op::addi, t0, zero, 8),
                   branch(Op::beq, t1, t0, 14), ins(Op::addi, t0, zero, 10), branch(Op::beq, t1, t0, 30),
                   ins(Op::addi, t0, zero, 11), branch(Op::beq, t1, t0, 20), ins(Op::addi, t0, zero, 1),
                   branch(Op::beq, t1, t0, 22), ins(Op::addi, t0, zero, 12), branch(Op::beq, t1, t0, 20),
                   ins(Op::jal, 0, 10)});
        const auto at = [](U word) { return handler_at + word * 4; };
        // 20: ecall toggles the ring it came from; 25: skip the instruction; 38: leave
        rig_.code(at(20), {ins(Op::rdpsr, t0), ins(Op::xori, t0, t0, 0x30), ins(Op::wrpsr, t0),
                           ins(Op::jal, 0, 2), 0, mfs(t0, Special::epc), ins(Op::addi, t0, t0, 4),
                           mts(Special::epc, t0), ins(Op::jal, 0, 10)});
        // 30: the compare register is set anew; 34: a wild jump starts the program over
        rig_.code(at(30),
                  {mfs(t0, Special::instret), ins(Op::addi, t0, t0, 400), mts(Special::icmp, t0),
                   ins(Op::jal, 0, 5), mfs(t0, Special::ms2), mts(Special::epc, t0), ins(Op::jal, 0, 2)});
        rig_.code(at(38), leave);
        // 63: interrupts
        rig_.code(at(63),
                  {ins(Op::andi, t0, t0, 3), branch(Op::beq, t0, zero, 10), ins(Op::addi, t0, t0, -1),
                   branch(Op::beq, t0, zero, 20), out(zero, port::interrupts + 5), ins(Op::jal, 0, 32)});
        // The period is long beside the handler: 16384 cycles, or 256 steps.
        const S shift = rig_.m.config.time == TimeMode::locked ? 8 : 14;
        rig_.code(at(74), {in(t0, port::timer), ins(Op::addi, t1, zero, 1), ins(Op::slli, t1, t1, shift),
                           ins(Op::add, t0, t0, t1), out(t0, port::timer + 2), in(t1, port::timer + 1),
                           out(t1, port::timer + 3), ins(Op::jal, 0, 19)});
        rig_.code(at(86), {in(t0, port::interrupts + 2), in(t1, port::console), out(t0, port::interrupts + 3),
                           ins(Op::jal, 0, 11)});
        rig_.code(at(100), leave);
    }

    // s0, s1 point to data, gp holds a page-table base; most random code leaves them alone.
    unsigned target() {
        static constexpr unsigned usual[] = {ra, sp, t0, t1, t2, a0, a1, a2, a3, a4, a5};
        return random_.chance(99) ? random_.of(usual) : random_.below(16);
    }
    U instruction() {
        const U kind = random_.below(100);
        if (kind < 36) return of_class(random_.chance(80) ? (random_.chance(50) ? 1 : 2) : 7);
        if (kind < 56) return memory();
        if (kind < 68)
            return branch(random_.of(branches), random_.below(16), random_.below(16),
                          static_cast<S>(random_.below(24)) - 8);
        if (kind < 72) return ins(Op::jal, static_cast<S>(target()), static_cast<S>(random_.below(40)) - 10);
        if (kind < 73)
            return ins(Op::jalr, static_cast<S>(target()), static_cast<S>(random_.below(16)),
                       static_cast<S>(random_.below(16)));
        if (kind < 79) return of_class(8);
        if (kind < 83) return ins(Op::ecall);
        if (kind < 88) return of_class(0xd);
        if (kind < 89) return random_.word();
        if (kind < 90) return of_class(random_.chance(50) ? 0 : 0xf);
        return privileged();
    }
    U memory() {
        const Op op = random_.of(loads_stores);
        const unsigned base = random_.chance(45)   ? unsigned{s0}
                              : random_.chance(80) ? unsigned{s1}
                                                   : random_.below(16);
        S offset = static_cast<S>(random_.below(0x2000)) - 0x1000;
        if (random_.chance(90)) offset &= ~3;
        const bool store = isa::row(op).class_ == isa::Class::store;
        return ins(op, static_cast<S>(store ? random_.below(16) : target()), static_cast<S>(base), offset);
    }
    U privileged() {
        static constexpr Special harmless[] = {Special::scratch, Special::imask,   Special::icmp,
                                               Special::mctl,    Special::ms3,     Special::lrstate,
                                               Special::epc,     Special::lrvalue, Special::lraddr};
        static constexpr U ports[] = {0x10, 0x11, 0x12, 0x20, 0x21, 0x22, 0x24, 0x30,
                                      0x31, 0x32, 0x33, 0x34, 0x34, 0x35, 0x36, 0x50};
        switch (random_.below(9)) {
        case 0: return mts(Special::ptb, random_.chance(70) ? unsigned{gp} : unsigned{zero});
        case 1: return mts(random_.of(harmless), random_.below(16));
        case 2: return mfs(target(), random_.of(isa::special_table).special);
        case 3:
            return random_.chance(30) ? ins(Op::tlbinv) : ins(Op::tlbinv_va, random_.chance(50) ? s0 : s1);
        case 4: return ins(Op::tlbinv_as, static_cast<S>(random_.below(16)));
        case 5: return in(target(), random_.of(ports));
        case 6: return out(random_.below(16), random_.of(ports));
        case 7: return random_.chance(60) ? ins(Op::halt) : ins(Op::rets);
        default: return mts(Special::imask, tp);
        }
    }
    // A random instruction of a class, with fields as they come; atomics on the data.
    U of_class(int digit) {
        const isa::Row* row = nullptr;
        do row = &random_.of(isa::table);
        while (static_cast<int>(row->class_) != digit);
        const isa::Fields used = isa::fields_of(row->syntax);
        const isa::ImmediateRange range = isa::immediate_range(row->syntax);
        isa::Decoded d{row->op, 0, 0, 0, 0};
        if (used.rd) d.rd = static_cast<std::uint8_t>(target());
        if (used.rs)
            d.rs = static_cast<std::uint8_t>(digit == 8 && random_.chance(95) ? s0 : random_.below(16));
        if (used.rt) d.rt = static_cast<std::uint8_t>(random_.below(16));
        if (used.imm)
            d.imm = range.least + static_cast<S>(random_.below(static_cast<U>(range.most - range.least) + 1));
        return isa::encode(d);
    }

    void start(U id) {
        Hart& h = rig_.hart(id);
        h.pc = code_at + random_.below(code_words / 2) * 4;
        for (unsigned r = 1; r < 16; ++r) h.x[r] = random_.operand();
        h.x[s0] = 0x8000 + random_.below(0x80) * 4;
        h.x[s1] = random_.chance(70) ? 0x20000 : random_.chance(50) ? 0x00420000 : 0x12000;
        h.x[gp] = Ptb::make(root_at >> 12, random_.below(3)).bits;
        h.x[tp] = 7;
        h.ms[2] = code_at;
        h.psr.bits =
            random_.below(4) | (random_.chance(80) ? Psr::ie_bit : 0) | (random_.chance(5) ? Psr::tf_bit : 0);
        h.imask = 7;
        h.icmp = 100;
        h.mctl = random_.below(4);
        if (random_.chance(70)) h.ptb.bits = h.x[gp];
        rig_.m.board.timers[id] = Timer{random_.below(3000), 0, random_.chance(90)};
        rig_.m.board.interrupts.enabled[id] = random_.chance(60) ? 1 : 0;
    }

    static constexpr Op branches[] = {Op::beq, Op::bne, Op::blt, Op::bge, Op::bltu, Op::bgeu};
    static constexpr Op loads_stores[] = {Op::lb, Op::lh, Op::lw, Op::lbu, Op::lhu,
                                          Op::sb, Op::sh, Op::sw, Op::lw,  Op::sw};

    Random random_;
    Rig rig_;
};

}  // namespace ringside::machine::test
