// Exactness: the machine after a step must be the machine before it, changed by what the test says, and by nothing else.
//
//   Expected expected(rig.m);
//   expected.completes(isa::Cost::alu).x(a0, 5);
//   rig.step();
//   expected.check(rig.m);
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "tests/machine/rig.hpp"

namespace ringside::machine::test {

// Where two machines differ, for the reader of a failed test; nothing if they do not.
inline std::string difference(const Machine& a, const Machine& b) {
    std::string text;
    const auto differs = [&text](const std::string& what, std::uint64_t found, std::uint64_t wanted) {
        if (found == wanted) return;
        char line[160];
        std::snprintf(line, sizeof line, "%s: found 0x%llx, expected 0x%llx\n", what.c_str(),
                      static_cast<unsigned long long>(found), static_cast<unsigned long long>(wanted));
        text += line;
    };
    for (std::size_t i = 0; i < a.harts.size() && i < b.harts.size(); ++i) {
        const Hart &h = a.harts[i], &w = b.harts[i];
        const std::string hart = "hart " + std::to_string(i) + " ";
        for (std::size_t r = 0; r < 16; ++r)
            differs(hart + std::string(isa::register_names[r]), h.x[r], w.x[r]);
        differs(hart + "pc", h.pc, w.pc);
        differs(hart + "psr", h.psr.bits, w.psr.bits);
        differs(hart + "epc", h.epc, w.epc);
        differs(hart + "cause", h.cause, w.cause);
        differs(hart + "tval", h.tval, w.tval);
        differs(hart + "ptb", h.ptb.bits, w.ptb.bits);
        differs(hart + "lr state", h.lr_state, w.lr_state);
        differs(hart + "lr address", h.lr_address, w.lr_address);
        differs(hart + "lr value", h.lr_value, w.lr_value);
        differs(hart + "activity", static_cast<U>(h.activity), static_cast<U>(w.activity));
        differs(hart + "instret", h.instret, w.instret);
        for (int s = 0; s < ledger_count; ++s)
            differs(hart + "ledger " + std::string(ledger_table[s].name), h.ledger[static_cast<Spent>(s)],
                    w.ledger[static_cast<Spent>(s)]);
        differs(hart + "cycle", h.cycle, w.cycle);
        const auto tlb = [&](const std::string& name, const Tlb& found, const Tlb& wanted) {
            differs(name + " next", found.next, wanted.next);
            for (std::size_t s = 0; s < found.entries.size() && s < wanted.entries.size(); ++s) {
                const std::string slot = name + " slot " + std::to_string(s) + " ";
                differs(slot + "valid", found.entries[s].valid, wanted.entries[s].valid);
                differs(slot + "page", found.entries[s].page, wanted.entries[s].page);
                differs(slot + "entry", found.entries[s].pte.bits, wanted.entries[s].pte.bits);
                differs(slot + "asid", found.entries[s].asid, wanted.entries[s].asid);
            }
        };
        tlb(hart + "itlb", h.itlb, w.itlb);
        tlb(hart + "dtlb", h.dtlb, w.dtlb);
    }
    for (U f = 1; f < a.ram.pages() && f < b.ram.pages(); ++f)
        for (U o = 0; a.ram.page(f) != b.ram.page(f) && o < isa::page_bytes; ++o)
            differs("byte at " + std::to_string(f << 12 | o), a.ram.page(f)[o], b.ram.page(f)[o]);
    differs("steps", a.steps, b.steps);
    differs("ticks", a.ticks, b.ticks);
    differs("machine check", a.check.has_value(), b.check.has_value());
    differs("cycle turn until", a.cycle_turn.until, b.cycle_turn.until);
    differs("locked turn left", a.locked_turn.left, b.locked_turn.left);
    if (text.empty() && !(a == b)) text = "a member that this function does not print differs\n";
    return text;
}

class Expected {
public:
    explicit Expected(const Machine& before, U id = 0) : m(before), id_(id) {}
    Machine m;

    Hart& hart() { return m.harts[id_]; }
    Expected& x(unsigned r, U value) {
        if (r != 0) hart().x[r] = value;
        return *this;
    }
    Expected& booked(Spent where, std::uint64_t cycles) {
        hart().ledger.cycles[static_cast<std::size_t>(where)] += cycles;
        hart().cycle += cycles;
        return *this;
    }
    Expected& walked(int references) { return booked(Spent::walk, 12u * static_cast<unsigned>(references)); }
    // The cycles of the instruction itself, by the ring it runs in.
    Expected& executes(isa::Cost cost) {
        const Spent where = cost == isa::Cost::port  ? Spent::device
                            : hart().psr.ring() == 3 ? Spent::guest_user
                                                     : Spent::guest_kernel;
        return booked(where, m.config.costs.of(cost));
    }
    Expected& step_counted() {
        ++m.steps;
        ++m.ticks;
        if (m.config.time == TimeMode::locked) --m.locked_turn.left;
        return *this;
    }
    Expected& completes(isa::Cost cost) {
        executes(cost);
        hart().pc += 4;
        ++hart().instret;
        return step_counted();
    }
    // Ring 0 begins at TVEC with interrupts and single step off; the old values become the previous ones.
    Expected& enters(U cause, U tval) {
        Hart& h = hart();
        const U psr = h.psr.bits;
        h.epc = h.pc;
        h.cause = cause;
        h.tval = tval;
        h.psr.bits = (psr & 0xff000000) | (psr & 3) * 0x10 | (psr & 0x100 ? 0x1000 : 0) |
                     (psr & 0x10000 ? 0x100000 : 0);
        h.lr_state = h.lr_state % 2 ? 0x10 : 0;
        h.pc = h.tvec;
        return booked(Spent::trap, 120);
    }
    // An instruction that traps instead of completing.
    Expected& traps(U cause, U tval) {
        step_counted();
        return enters(cause, tval);
    }

    void check(const Machine& found) const {
        const std::string d = difference(found, m);
        CHECK(d.empty());
        if (!d.empty()) FAIL(d);
    }
    // For loops of many cases: says which one it was.
    template <class Describe>
    void check(const Machine& found, Describe describe) const {
        if (found == m) return;
        INFO(describe());
        check(found);
    }

private:
    U id_;
};

}  // namespace ringside::machine::test
