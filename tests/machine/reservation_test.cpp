// lr.w and sc.w: the pair of address and value in special registers (design, "State").
#include "tests/machine/expect.hpp"

namespace ringside::machine::test {
namespace {

constexpr U lr = 0, sc = 4;  // offsets of the two words of the program
constexpr U va = 0x00c00000;

struct Pair : Rig {
    explicit Pair(const MachineConfig& config = small()) : Rig(config) {
        code(code_at, {ins(Op::lr_w, a1, a0), ins(Op::sc_w, a2, a0, a3)});
        set_word(data_at, 0x55);
        for (U id = 0; id < m.harts.size(); ++id) {
            x(a0, id) = data_at;
            x(a3, id) = 0x77;
        }
    }
    U run(U offset, U id = 0) {
        hart(id).pc = code_at + offset;
        step();
        return x(a2, id);
    }
};

}  // namespace

TEST_CASE("sc.w after lr.w at the same address stores and gives 0; a second one gives 1") {
    Pair rig;
    rig.run(lr);
    CHECK(rig.x(a1) == 0x55);
    CHECK(rig.hart().lr_state == isa::lr_valid);
    CHECK(rig.hart().lr_address == data_at);
    CHECK(rig.hart().lr_value == 0x55);
    CHECK(rig.run(sc) == 0);
    CHECK(rig.word(data_at) == 0x77);
    CHECK(rig.hart().lr_state == 0);
    rig.set_word(data_at, 0x55);
    CHECK(rig.run(sc) == 1);
    CHECK(rig.word(data_at) == 0x55);
}

TEST_CASE("sc.w fails and stores nothing without a pair, at another address, or over another value") {
    struct Case {
        const char* why;
        U state, address, value;
    };
    for (const Case& c :
         {Case{"no pair", 0, data_at, 0x55}, Case{"only put aside", isa::lr_saved, data_at, 0x55},
          Case{"another address", isa::lr_valid, data_at + 4, 0x55},
          Case{"another value", isa::lr_valid, data_at, 0x54}}) {
        Pair rig;
        rig.hart().lr_state = c.state;
        rig.hart().lr_address = c.address;
        rig.hart().lr_value = c.value;
        rig.hart().pc = code_at + sc;
        Expected expected(rig.m);
        expected.completes(isa::Cost::atomic).x(a2, 1).hart().lr_state = c.state & isa::lr_saved;
        const Recorder r = rig.record();
        expected.check(rig.m, [&] { return std::string(c.why); });
        CHECK(r.count(EventKind::store) == 0);
    }
}

TEST_CASE("a failing sc.w uses the pair up as well") {
    Pair rig;
    rig.run(lr);
    rig.x(a0) = data_at + 4;
    CHECK(rig.run(sc) == 1);
    rig.x(a0) = data_at;
    CHECK(rig.run(sc) == 1);
}

TEST_CASE("a store between the two makes sc.w fail, from whichever hart it comes; changed and changed back "
          "is not seen") {
    for (U by : {0u, 1u}) {
        Pair rig(small(2));
        const auto store = [&](U value) {
            rig.hart(1).cycle = rig.hart(1).ledger.cycles[0] = by == 1 ? 0 : 1000000;
            rig.hart(0).cycle = rig.hart(0).ledger.cycles[0] = by == 0 ? 0 : 1000000;
            rig.m.cycle_turn.until = 0;
            rig.set_word(code_at + 8, ins(Op::sw, a4, a0, 0));
            rig.x(a4, by) = value;
            rig.hart(by).pc = code_at + 8;
            rig.step();
            rig.m.cycle_turn = {0, ~std::uint64_t{0}};
        };
        rig.m.cycle_turn = {0, ~std::uint64_t{0}};
        rig.run(lr);
        store(0x56);
        CHECK(rig.word(data_at) == 0x56);
        CHECK(rig.run(sc) == 1);
        CHECK(rig.word(data_at) == 0x56);
        rig.run(lr);
        store(0x99);
        store(0x56);
        CHECK(rig.run(sc) == 0);
        CHECK(rig.word(data_at) == 0x77);
    }
}

TEST_CASE("every kind of trap clears the pair and puts it aside; a second trap forgets it") {
    struct Case {
        const char* name;
        U cause;
    };
    for (const Case& c :
         {Case{"a system call", 8}, Case{"an interrupt", 0x80000002}, Case{"the compare register", 11},
          Case{"single step", 10}, Case{"a fetch fault", 1}}) {
        Pair rig;
        rig.run(lr);
        Hart& h = rig.hart();
        h.pc = c.cause == 1 ? 0 : code_at + 0x100;
        rig.set_word(code_at + 0x100, c.cause == 8 ? ins(Op::ecall) : ins(Op::addi, 0, 0, 0));
        rig.ring(3);
        if (c.cause == 0x80000002) {
            h.imask = 4;
            h.psr.bits |= Psr::ie_bit;
            rig.m.board.interrupts.software = 1;
        }
        if (c.cause == 11) h.mctl = isa::mctl_icmp_armed;
        if (c.cause == 10) h.psr.bits |= Psr::tf_bit;
        rig.step();
        INFO(c.name);
        CHECK(h.cause == c.cause);
        CHECK(h.lr_state == isa::lr_saved);
        CHECK(h.lr_address == data_at);
        CHECK(h.lr_value == 0x55);
        // rets does not bring it back: sc.w fails.
        rig.code(handler_at, {ins(Op::rets)});
        rig.step();
        CHECK(h.lr_state == isa::lr_saved);
        h.psr = Psr{};
        h.mctl = 0;
        Pair other = rig;
        CHECK(other.run(sc) == 1);
        // A monitor does: the guest's sc.w succeeds.
        h.lr_state = isa::lr_valid;
        CHECK(rig.run(sc) == 0);
        other.hart().pc = 0;
        other.step();
        CHECK(other.hart().lr_state == 0);
    }
}

TEST_CASE("a monitor restores the pair by writing LRSTATE") {
    Pair rig;
    rig.run(lr);
    rig.hart().pc = code_at + 0x100;
    rig.code(code_at + 0x100, {ins(Op::ecall)});
    rig.code(handler_at,
             {mfs(t0, Special::lrstate), ins(Op::srli, t0, t0, 4), mts(Special::lrstate, t0), ins(Op::rets)});
    rig.step(5);
    CHECK(rig.hart().lr_state == isa::lr_valid);
    CHECK(rig.run(sc) == 0);
}

TEST_CASE("lr.w keeps what an earlier trap has put aside") {
    Pair rig;
    rig.hart().lr_state = isa::lr_saved;
    rig.run(lr);
    CHECK(rig.hart().lr_state == isa::lr_all);
    CHECK(rig.run(sc) == 0);
    CHECK(rig.hart().lr_state == isa::lr_saved);
}

TEST_CASE("the pair holds the virtual address: an alias of the same memory does not match") {
    Pair rig;
    rig.paging();
    rig.map(va, data_at, Rig::all_rights, 3);
    rig.map(va + isa::page_bytes, data_at, Rig::all_rights, 3);
    rig.x(a0) = va;
    rig.run(lr);
    CHECK(rig.hart().lr_address == va);
    rig.x(a0) = va + isa::page_bytes;
    CHECK(rig.run(sc) == 1);
    CHECK(rig.word(data_at) == 0x55);
}

TEST_CASE("sc.w checks permission even when its condition fails, and the trap puts the pair aside") {
    for (U state : {0u, isa::lr_valid})
        for (U flags : {Pte::v | Pte::r, Pte::v | Pte::r | Pte::x}) {
            Pair rig;
            rig.paging();
            rig.map(va, data_at, flags, 3);
            rig.ring(3);
            rig.x(a0) = va;
            rig.hart().lr_state = state;
            rig.run(sc);
            CHECK(rig.hart().cause == (15 | 3 << 8));
            CHECK(rig.hart().tval == va);
            CHECK(rig.hart().lr_state == (state ? isa::lr_saved : 0));
            CHECK(rig.x(a2) == 0);
            CHECK(rig.word(rig.table_entry(va)) == (data_at | flags | 0x300));
        }
}

TEST_CASE("sc.w sets A and D even when its condition fails; lr.w sets A only") {
    Pair rig;
    rig.paging();
    rig.map(va, data_at, Rig::all_rights, 3);
    rig.x(a0) = va;
    rig.run(lr);
    CHECK((rig.word(rig.table_entry(va)) & (Pte::a | Pte::d)) == Pte::a);
    rig.hart().lr_state = 0;
    CHECK(rig.run(sc) == 1);
    CHECK((rig.word(rig.table_entry(va)) & (Pte::a | Pte::d)) == (Pte::a | Pte::d));
    CHECK(rig.word(data_at) == 0x55);
}

TEST_CASE("lr.w on the configuration page reads, and sc.w there is a bus fault") {
    Pair rig;
    rig.x(a0) = config_page_base;
    rig.run(lr);
    CHECK(rig.x(a1) == config_magic);
    rig.run(sc);
    CHECK(rig.hart().cause == 7);
    CHECK(rig.hart().lr_state == isa::lr_saved);
}

TEST_CASE("harts that count with lr.w and sc.w lose no increment") {
    for (TimeMode time : {TimeMode::cycles, TimeMode::locked})
        for (U harts : {1u, 2u, 5u, 8u}) {
            Rig rig(small(harts, time));
            rig.code(code_at, {ins(Op::lr_w, a1, a0), ins(Op::addi, a1, a1, 1), ins(Op::sc_w, a2, a0, a1),
                               ins(Op::bne, a2, zero, -3), ins(Op::addi, a3, a3, -1),
                               ins(Op::bne, a3, zero, -5), ins(Op::halt)});
            for (U id = 0; id < harts; ++id) {
                rig.x(a0, id) = data_at;
                rig.x(a3, id) = 500;
            }
            CHECK(rig.step(10000000).reason == Stop::Reason::idle);
            CHECK(rig.word(data_at) == 500 * harts);
        }
}

}  // namespace ringside::machine::test
