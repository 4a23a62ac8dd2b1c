// What the tests of the machine share: words from operands, a small machine with a program in it, page tables by hand.
//
//   Rig rig;
//   rig.code(0x4000, {ins(Op::addi, a0, zero, 5), ins(Op::ecall)});
//   rig.step(2);
//   REQUIRE(rig.hart().cause == 8);
//
// Addresses that the tests agree on: trap handler 0x2000, program 0x4000, data 0x8000, page tables from 0x10000 on.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "isa/encoding.hpp"
#include "isa/pte.hpp"
#include "machine/machine.hpp"
#include "machine/reference.hpp"

namespace ringside::machine::test {

using isa::Access;
using isa::Cause;
using isa::FaultReason;
using isa::Gva;
using isa::Hpa;
using isa::Interrupt;
using isa::Op;
using isa::Psr;
using isa::Ptb;
using isa::Pte;
using isa::Special;
using isa::Width;
using U = std::uint32_t;
using S = std::int32_t;

enum Register : unsigned { zero, ra, sp, gp, tp, t0, t1, t2, s0, s1, a0, a1, a2, a3, a4, a5 };

inline constexpr U handler_at = 0x2000, code_at = 0x4000, data_at = 0x8000, root_at = 0x10000;

// A word from its operands, in the order of the fields rd, rs, rt, imm; those the instruction does not have are left out.
inline U ins(Op op, S a = 0, S b = 0, S c = 0) {
    const isa::Fields used = isa::fields_of(isa::row(op).syntax);
    const S given[] = {a, b, c, 0};
    int next = 0;
    isa::Decoded d{op, 0, 0, 0, 0};
    if (used.rd) d.rd = static_cast<std::uint8_t>(given[next++]);
    if (used.rs) d.rs = static_cast<std::uint8_t>(given[next++]);
    if (used.rt) d.rt = static_cast<std::uint8_t>(given[next++]);
    if (used.imm) d.imm = given[next];
    return isa::encode(d);
}
inline U mfs(unsigned rd, Special s) { return ins(Op::mfs, static_cast<S>(rd), static_cast<S>(s)); }
inline U mts(Special s, unsigned rs) { return ins(Op::mts, static_cast<S>(rs), static_cast<S>(s)); }
// Two words that load any constant.
inline std::vector<U> li(unsigned rd, U value) {
    const U high = (value + 0x8000) >> 16;
    return {ins(Op::lui, static_cast<S>(rd), static_cast<S>(high)),
            ins(Op::addi, static_cast<S>(rd), static_cast<S>(rd), static_cast<std::int16_t>(value & 0xffff))};
}
inline std::vector<U> join(std::initializer_list<std::vector<U>> parts) {
    std::vector<U> all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

struct Recorder : Listener {
    std::vector<Event> events;
    void on(const Event& e) override { events.push_back(e); }
    [[nodiscard]] int count(EventKind kind) const {
        int n = 0;
        for (const Event& e : events) n += e.kind == kind;
        return n;
    }
    [[nodiscard]] const Event* find(EventKind kind) const {
        for (const Event& e : events)
            if (e.kind == kind) return &e;
        return nullptr;
    }
};

// A small machine: 1 MiB, 4 TLB entries, so that a test can write down all of its state.
inline MachineConfig small() {
    MachineConfig c;
    c.ram_bytes = 1u << 20;
    c.tlb_entries = 4;
    return c;
}
inline MachineConfig small(U harts, TimeMode time = TimeMode::cycles) {
    MachineConfig c = small();
    c.harts = harts;
    c.time = time;
    return c;
}

inline Stop run(Machine& m, std::uint64_t ticks, Listener* listener = nullptr) {
    return listener ? run_reference(m, ticks, ListenerSink{listener}) : run_reference(m, ticks, NullSink{});
}

struct Rig {
    Machine m;

    explicit Rig(const MachineConfig& config = small()) : m(config) {
        for (Hart& h : m.harts) {
            h.pc = code_at;
            h.tvec = handler_at;
        }
        // One hart alone has the turn for ever; choosing it once more would change nothing.
        if (config.harts == 1 && config.time == TimeMode::cycles) m.cycle_turn.until = ~std::uint64_t{0};
        // A handler that stays where it is, so that a test can look at what the trap left.
        code(handler_at, {ins(Op::beq, 0, 0, 0)});
    }

    Hart& hart(U id = 0) { return m.harts[id]; }
    U& x(unsigned r, U id = 0) { return m.harts[id].x[r]; }
    U word(U address) const {
        U value = 0;
        return m.read(Hpa{address}, Width::word, value) ? value : 0xdeadbeef;
    }
    void set_word(U address, U value) { m.write(Hpa{address}, Width::word, value); }
    void code(U address, const std::vector<U>& words) {
        for (U w : words) {
            set_word(address, w);
            address += 4;
        }
    }
    void ring(unsigned ring, U id = 0) { hart(id).psr = hart(id).psr.with_ring(ring); }

    Stop step(std::uint64_t ticks = 1) { return run(m, ticks); }
    Recorder record(std::uint64_t ticks = 1) {
        Recorder r;
        run(m, ticks, &r);
        return r;
    }
    // Runs until the program reaches an address; false if it does not within the budget.
    bool run_to(U pc, int budget = 10000, U id = 0) {
        for (int i = 0; i < budget && hart(id).pc != pc; ++i)
            if (step().reason != Stop::Reason::budget) return hart(id).pc == pc;
        return hart(id).pc == pc;
    }

    // Page tables. The directory lies at root_at; the table of directory entry i is made on first use.
    static constexpr U all_rights = Pte::v | Pte::r | Pte::w | Pte::x;
    U directory_entry(U va) const { return root_at + (va >> 22) * 4; }
    U table_entry(U va) {
        const U directory = directory_entry(va);
        if (!(word(directory) & Pte::v)) {
            set_word(directory, next_table | Pte::v);
            next_table += isa::page_bytes;
        }
        return (word(directory) & ~0xfffu) + (va >> 12 & 0x3ff) * 4;
    }
    void map(U va, Pte pte) { set_word(table_entry(va), pte.bits); }
    void map(U va, U pa, U flags, unsigned pl) { map(va, Pte::make(pa >> 12, flags, pl)); }
    void map_large(U va, U pa, U flags, unsigned pl) {
        set_word(directory_entry(va), Pte::make(pa >> 12, flags | Pte::l, pl).bits);
    }
    // Handler and program mapped to themselves for every ring, nothing else; A and D set, so that only data walks write.
    void paging(U asid = 0, U id = 0) {
        map(handler_at, handler_at, all_rights | Pte::a | Pte::d, 0);
        map(code_at, code_at, all_rights | Pte::a | Pte::d, 3);
        hart(id).ptb = Ptb::make(root_at >> 12, asid);
    }

private:
    U next_table = root_at + isa::page_bytes;
};

// Random numbers, the same on every computer for one compiler (two draws in one argument list have no fixed order).
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    U word() { return static_cast<U>(engine_()); }
    U below(U n) { return static_cast<U>(engine_() % n); }
    U between(U least, U most) { return least + below(most - least + 1); }
    bool chance(U percent) { return below(100) < percent; }
    // A word of the kind that finds mistakes: ends of ranges, few bits, small numbers, or anything.
    U operand() {
        static constexpr U special[] = {0,       1,          2,          31,         32,         33,
                                        0x7f,    0x80,       0xff,       0x7fff,     0x8000,     0xffff,
                                        0x10000, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff};
        switch (below(4)) {
        case 0: return special[below(std::size(special))];
        case 1: return 1u << below(32);
        case 2: return below(64) - 32;
        default: return word();
        }
    }
    template <class Container>
    const auto& of(const Container& c) {
        return c[below(static_cast<U>(std::size(c)))];
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace ringside::machine::test
