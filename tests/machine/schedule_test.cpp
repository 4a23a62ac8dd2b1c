// Which hart runs when: turns in locked time, clocks in cycle time, waking in the right order.
#include <catch2/catch.hpp>

#include "machine/schedule.hpp"
#include "tests/machine/random_program.hpp"

namespace ringside::machine::test {
namespace {

// Runs of boundaries by one hart, as (hart, boundaries).
std::vector<std::pair<U, U>> turns(Machine& m, std::uint64_t ticks) {
    Recorder r;
    run(m, ticks, &r);
    std::vector<std::pair<U, U>> all;
    for (const Event& e : r.events) {
        if (e.kind != EventKind::retire && e.kind != EventKind::trap && e.kind != EventKind::interrupt)
            continue;
        if (all.empty() || all.back().first != e.hart) all.emplace_back(e.hart, 0);
        ++all.back().second;
    }
    return all;
}

Rig spinning(U harts, TimeMode time) {
    Rig rig(small(harts, time));
    rig.code(code_at, {ins(Op::addi, a0, a0, 1), ins(Op::jal, zero, -1)});
    return rig;
}

}  // namespace

TEST_CASE("locked: harts take turns of exactly 100 steps by number") {
    for (U harts = 2; harts <= most_harts; ++harts) {
        Rig rig = spinning(harts, TimeMode::locked);
        const auto all = turns(rig.m, 100 * harts * 3);
        REQUIRE(all.size() == harts * 3);
        for (std::size_t i = 0; i < all.size(); ++i)
            CHECK(all[i] == std::pair<U, U>(static_cast<U>(i) % harts, 100));
    }
}

TEST_CASE("locked: a trapped instruction is a step of the turn, an interrupt is none") {
    Rig rig = spinning(2, TimeMode::locked);
    rig.code(code_at + 0x100, {ins(Op::ecall)});
    rig.code(handler_at, {ins(Op::addi, a1, a1, 1), ins(Op::rets)});
    rig.hart().pc = code_at + 0x100;
    CHECK(turns(rig.m, 100)[0] == std::pair<U, U>(0, 100));
    CHECK(rig.m.steps == 100);
    CHECK(rig.hart().instret == 66);

    Rig other = spinning(2, TimeMode::locked);
    other.hart().psr.bits = Psr::ie_bit;
    other.hart().imask = 4;
    other.m.board.interrupts.software = 1;
    CHECK(turns(other.m, 101)[0] == std::pair<U, U>(0, 101));
    CHECK(other.m.steps == 100);
    CHECK(other.hart().cause == 0x80000002);
    CHECK(turns(other.m, 1)[0].first == 1);
}

TEST_CASE("locked: a halted hart is skipped, and its turn ends where it halted") {
    Rig rig = spinning(3, TimeMode::locked);
    rig.code(code_at + 0x100, {ins(Op::addi, a0, a0, 1), ins(Op::halt)});
    rig.hart(1).pc = code_at + 0x100;
    const auto all = turns(rig.m, 502);
    const std::vector<std::pair<U, U>> expected = {{0, 100}, {1, 2}, {2, 100}, {0, 100}, {2, 100}, {0, 100}};
    CHECK(all == expected);
}

TEST_CASE("locked: a halt that finds its interrupt pending goes on within the turn") {
    Rig rig = spinning(2, TimeMode::locked);
    rig.code(code_at + 0x100, {ins(Op::halt), ins(Op::jal, zero, 0)});
    rig.hart().pc = code_at + 0x100;
    rig.hart().imask = 4;
    rig.m.board.interrupts.software = 1;
    CHECK(turns(rig.m, 200)[0] == std::pair<U, U>(0, 100));
}

TEST_CASE("locked: a hart woken by another waits for its turn, the next by number first") {
    Rig rig = spinning(3, TimeMode::locked);
    rig.code(code_at + 0x100, {ins(Op::halt), ins(Op::jal, zero, 0)});
    rig.hart(0).pc = code_at + 0x100;
    rig.hart(0).imask = 4;
    rig.x(a5, 1) = 1;
    rig.code(code_at + 0x200, {ins(Op::out, a5, zero, port::interrupts + 4), ins(Op::jal, zero, 0)});
    rig.hart(1).pc = code_at + 0x200;
    const auto all = turns(rig.m, 301);
    const std::vector<std::pair<U, U>> expected = {{0, 1}, {1, 100}, {2, 100}, {0, 100}};
    CHECK(all == expected);
}

TEST_CASE("locked: when all harts are halted, the step index jumps to the next event that wakes one") {
    Rig rig(small(3, TimeMode::locked));
    rig.code(code_at, {ins(Op::halt), mfs(a0, Special::cycle), ins(Op::halt)});
    for (U id = 0; id < 3; ++id) {
        rig.hart(id).imask = 1;
        rig.m.board.timers[id] = Timer{1000 * (3 - id), 0, true};
    }
    rig.hart(2).imask = 6;  // masked: its 1000 does not count
    run(rig.m, 5);
    CHECK(rig.x(a0, 1) == 2000);
    CHECK(rig.m.locked_turn.who == 1);
    CHECK(rig.m.steps == 2002);
    run(rig.m, 1);
    CHECK(rig.x(a0, 0) == 0);
    CHECK(rig.m.locked_turn.who == 1);  // it halted, but its timer is still up: it goes on
}

TEST_CASE("cycles: the hart with the smallest clock runs, until it has passed the next one by a quantum") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const U harts = 2 + static_cast<U>(seed % 7);
        Machine m = RandomProgram(seed, harts, TimeMode::cycles).machine();
        U running = 0;
        bool chosen = false;
        for (int i = 0; i < 1500; ++i) {
            const Machine before = m;
            Recorder r;
            if (run(m, 1, &r).reason != Stop::Reason::budget) break;
            const U who = r.events.back().hart;
            const std::uint64_t clock = before.harts[who].cycle;
            std::uint64_t least = ~std::uint64_t{0};
            for (U id = 0; id < harts; ++id)
                if (id != who && before.harts[id].activity == Activity::running)
                    least = std::min(least, before.harts[id].cycle);
            INFO("seed " << seed << ", tick " << i);
            if (chosen && who == running) {
                CHECK((least == ~std::uint64_t{0} || clock <= least + quantum_cycles));
            } else if (before.harts[who].activity == Activity::running) {
                CHECK(clock <= least);
            }
            running = who;
            chosen = true;
        }
    }
}

TEST_CASE("cycles: equal clocks go by number, and nobody starves") {
    Rig rig = spinning(4, TimeMode::cycles);
    const auto all = turns(rig.m, 20000);
    for (std::size_t i = 0; i < 4; ++i) CHECK(all[i].first == i);
    std::uint64_t least = ~std::uint64_t{0}, most = 0;
    for (const Hart& h : rig.m.harts) {
        least = std::min(least, h.cycle);
        most = std::max(most, h.cycle);
    }
    CHECK(most - least <= 2 * quantum_cycles);
}

TEST_CASE("cycles: a halted hart that another one wakes does not wake in the past") {
    for (U wait : {400u, 5000u, 20000u}) {
        Rig rig = spinning(3, TimeMode::cycles);
        rig.code(code_at + 0x100, {ins(Op::halt), ins(Op::jal, zero, 0)});
        rig.hart(1).pc = code_at + 0x100;
        rig.hart(1).imask = 4;
        rig.code(code_at + 0x200, {ins(Op::addi, a1, a1, -1), ins(Op::bne, a1, zero, -1),
                                   ins(Op::out, a5, zero, port::interrupts + 4), ins(Op::jal, zero, 0)});
        rig.hart(0).pc = code_at + 0x200;
        rig.x(a1) = wait;
        rig.x(a5) = 2;
        Recorder r;
        run(rig.m, 100000, &r);
        const Event *sent = r.find(EventKind::port_out), *woken = r.find(EventKind::wake);
        REQUIRE(sent);
        REQUIRE(woken);
        CHECK(woken->hart == 1);
        CHECK(woken->time >= sent->time);
        CHECK(rig.hart(1).ledger[Spent::idle] >= sent->time - 10);
    }
}

TEST_CASE("cycles: however harts wait for, wake and interrupt each other, clocks only rise and causes come "
          "before effects") {
    int woken = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const U harts = 2 + static_cast<U>(seed % 7);
        Random random(seed);
        Rig rig(small(harts, TimeMode::cycles));
        rig.code(handler_at, {ins(Op::out, zero, zero, port::interrupts + 5), ins(Op::rets)});
        for (U id = 0; id < harts; ++id) {
            std::vector<U> code;
            for (int i = 0; i < 30; ++i) {
                for (U w : {ins(Op::addi, a1, zero, static_cast<S>(random.between(1, 2000))),
                            ins(Op::addi, a1, a1, -1), ins(Op::bne, a1, zero, -1),
                            ins(Op::addi, a5, zero, static_cast<S>(random.below(1u << harts))),
                            ins(Op::out, a5, zero, port::interrupts + 4)})
                    code.push_back(w);
                if (random.chance(60)) code.push_back(ins(Op::halt));
            }
            code.push_back(ins(Op::jal, 0, -static_cast<S>(code.size())));
            rig.code(code_at + id * 0x400, code);
            rig.hart(id).pc = code_at + id * 0x400;
            rig.hart(id).imask = 4;
            rig.hart(id).psr.bits = Psr::ie_bit;
        }
        std::array<std::uint64_t, most_harts> sent{};  // to a hart that was halted then
        Machine& m = rig.m;
        for (int i = 0; i < 30000; ++i) {
            std::array<Activity, most_harts> activity{};
            std::array<std::uint64_t, most_harts> clock{};
            for (U id = 0; id < harts; ++id) {
                activity[id] = m.harts[id].activity;
                clock[id] = m.harts[id].cycle;
            }
            Recorder r;
            if (run(m, 1, &r).reason != Stop::Reason::budget) break;
            for (const Event& e : r.events) {
                if (e.kind == EventKind::wake) {
                    CHECK(sent[e.hart] != 0);
                    CHECK(e.time >= sent[e.hart]);
                    ++woken;
                }
                if (e.kind == EventKind::wake || e.kind == EventKind::halt)
                    sent[e.hart] = e.kind == EventKind::halt;
                for (U id = 0; id < harts && e.kind == EventKind::port_out && e.a == port::interrupts + 4;
                     ++id)
                    if (activity[id] == Activity::halted && (e.b >> id & 1) && sent[id] <= 1)
                        sent[id] = e.time;
            }
            for (U id = 0; id < harts; ++id) REQUIRE(m.harts[id].cycle >= clock[id]);
        }
    }
    CHECK(woken > 100);
}

TEST_CASE("cycles: a halted hart's timer goes off on time while others run") {
    Rig rig = spinning(2, TimeMode::cycles);
    rig.code(code_at + 0x100, {ins(Op::halt), mfs(a0, Special::cycle), ins(Op::halt)});
    rig.hart(1).pc = code_at + 0x100;
    rig.hart(1).imask = 1;
    rig.m.board.timers[1] = Timer{5000, 0, true};
    Recorder r;
    run(rig.m, 20000, &r);
    const Event* woken = r.find(EventKind::wake);
    REQUIRE(woken);
    CHECK(woken->time == 5000);
    CHECK(rig.x(a0, 1) == 5010);
}

TEST_CASE("cycles: input from outside reaches a halted hart at once, even if another one runs alone") {
    Rig rig = spinning(2, TimeMode::cycles);
    rig.code(code_at + 0x100, {ins(Op::halt), ins(Op::addi, a0, zero, 1), ins(Op::halt)});
    rig.hart(1).pc = code_at + 0x100;
    rig.hart(1).imask = 2;
    rig.m.board.interrupts.enabled[1] = 1;
    rig.m.board.console.interrupt_enabled = true;
    run(rig.m, 10000);
    CHECK(rig.x(a0, 1) == 0);
    const std::uint64_t now = rig.hart(0).cycle;
    catch_up_halted(rig.m, now);
    rig.m.board.console.input = "x";
    rig.m.board.settle();
    run(rig.m, 2 * quantum_cycles);
    CHECK(rig.x(a0, 1) == 1);
    CHECK(rig.hart(1).cycle >= now);
}

TEST_CASE("a parked hart is neither run nor woken, and does not hold the others up") {
    for (TimeMode time : {TimeMode::cycles, TimeMode::locked}) {
        Rig rig = spinning(3, time);
        rig.hart(1).activity = Activity::parked;
        rig.hart(1).imask = 7;
        rig.m.board.interrupts.software = 2;
        rig.m.board.timers[1] = Timer{2000, 0, true};
        const Hart before = rig.hart(1);
        run(rig.m, 10000);
        CHECK(rig.hart(1) == before);
        CHECK(rig.hart(0).instret > 4000);
        CHECK(rig.hart(2).instret > 4000);
    }
    for (U pending : {0u, 1u}) {
        Rig alone = spinning(1, TimeMode::cycles);
        alone.hart().activity = Activity::parked;
        alone.hart().imask = 7;
        alone.m.board.interrupts.software = pending;
        alone.m.board.timers[0] = Timer{2000, 0, true};
        alone.m.cycle_turn.until = 0;
        CHECK(alone.step(10).reason == Stop::Reason::idle);
    }
}

TEST_CASE("a machine whose harts all wait for nothing is idle, and stays what it is") {
    for (TimeMode time : {TimeMode::cycles, TimeMode::locked})
        for (U harts : {1u, 4u}) {
            Rig rig(small(harts, time));
            rig.code(code_at, {ins(Op::halt)});
            CHECK(run(rig.m, 1000) == Stop{Stop::Reason::idle, 0});
            const Machine before = rig.m;
            CHECK(run(rig.m, 1000) == Stop{Stop::Reason::idle, 0});
            CHECK(rig.m == before);
        }
}

}  // namespace ringside::machine::test
