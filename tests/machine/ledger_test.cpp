// The cost ledger: every cycle of a hart is booked once, in the category it belongs to (design, "Cycles").
#include <catch2/catch.hpp>
#include <set>

#include "tests/machine/random_program.hpp"

namespace ringside::machine::test {
namespace {

// The price list of the preset "modern", copied by hand from its file.
constexpr std::uint64_t walk_reference = 12, trap_entry = 120;
std::uint64_t price(isa::Cost c) {
    switch (c) {
    case isa::Cost::multiply: return 3;
    case isa::Cost::divide: return 18;
    case isa::Cost::atomic: return 18;
    case isa::Cost::special: return 10;
    case isa::Cost::trap_return: return 60;
    case isa::Cost::port: return 1000;
    case isa::Cost::tlb: return 100;
    case isa::Cost::world_switch: return 20;
    default: return 1;
    }
}

// What an instruction may have cost before it trapped, by the cause: nothing if it never began.
std::set<std::uint64_t> prices_of_trap(const Event& e) {
    switch (e.a & 0xff) {
    case 0: return {1, 60};  // jalr, or retf where the strap lets it
    case 3:
    case 8: return {1};
    case 2: return {0, 10};  // mfs or mts of a special register that is not there
    case 9: return {0, 60};  // retf to an inner ring
    case 4:
    case 5:
    case 13:
    case 6:
    case 7:
    case 15: return {1, 18};  // load or store, or an atomic
    default: return {0};      // fetch, compare register; a single step follows its instruction
    }
}

// Checks one tick: what each hart's ledger gained against what the events say happened.
void check_tick(const Machine& before, const Machine& after, const Recorder& r) {
    for (U id = 0; id < before.harts.size(); ++id) {
        const Hart &b = before.harts[id], &a = after.harts[id];
        REQUIRE(a.ledger.sum() == a.cycle);
        std::array<std::uint64_t, ledger_count> gained{};
        for (std::size_t s = 0; s < gained.size(); ++s) {
            REQUIRE(a.ledger.cycles[s] >= b.ledger.cycles[s]);
            gained[s] = a.ledger.cycles[s] - b.ledger.cycles[s];
        }
        const auto in = [&gained](Spent s) { return gained[static_cast<std::size_t>(s)]; };
        std::uint64_t references = 0, traps = 0;
        std::set<std::uint64_t> executed{0};
        bool probed = false, port = false;
        for (const Event& e : r.events) {
            if (e.hart != id) continue;
            references += e.kind == EventKind::walk_step;
            traps += e.kind == EventKind::trap || e.kind == EventKind::interrupt ||
                     e.kind == EventKind::machine_check;
            if (e.kind == EventKind::trap && (e.a & 0xff) != 10) executed = prices_of_trap(e);
            if (e.kind != EventKind::retire) continue;
            const isa::Row& row = isa::row(*isa::op_of_opcode(static_cast<std::uint8_t>(e.a >> 24)));
            executed = {price(row.cost)};
            probed = row.op == Op::probe;
            port = row.cost == isa::Cost::port;
        }
        CHECK(in(Spent::trap) == traps * trap_entry);
        if (probed)  // the references of probe are the tables', of which there are at most two levels
            CHECK((in(Spent::walk)-references * walk_reference) % walk_reference == 0);
        else
            CHECK(in(Spent::walk) == references * walk_reference);
        const Spent where = port                ? Spent::device
                            : b.psr.ring() == 3 ? Spent::guest_user
                                                : Spent::guest_kernel;
        CHECK(executed.count(in(where)) == 1);
        for (Spent s : {Spent::guest_user, Spent::guest_kernel, Spent::device})
            if (s != where) CHECK(in(s) == 0);
        for (Spent s : {Spent::exit, Spent::emulate, Spent::shadow, Spent::copy, Spent::steal})
            CHECK(in(s) == 0);
        // Only a hart that waited may have been idle.
        if (b.activity == Activity::running && in(Spent::idle) != 0) CHECK(a.activity == Activity::halted);
    }
}

}  // namespace

TEST_CASE("each cycle of a random program is booked once, where its event says") {
    for (TimeMode time : {TimeMode::cycles, TimeMode::locked})
        for (U harts : {1u, 2u, 4u})
            for (std::uint64_t seed = 100; seed < 112; ++seed) {
                Machine m = RandomProgram(seed, harts, time).machine();
                INFO("seed " << seed << ", harts " << harts);
                for (int i = 0; i < 800; ++i) {
                    const Machine before = m;
                    Recorder r;
                    if (run(m, 1, &r).reason != Stop::Reason::budget) break;
                    check_tick(before, m, r);
                }
            }
}

TEST_CASE("each hart's ledger sums to its clock after any random program") {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const U harts = 1 + static_cast<U>(seed % 8);
        Machine m = RandomProgram(seed, harts, seed % 3 ? TimeMode::cycles : TimeMode::locked).machine();
        run(m, 2000);
        for (const Hart& h : m.harts) CHECK(h.ledger.sum() == h.cycle);
    }
}

TEST_CASE(
    "an instruction is user work in ring 3 and kernel work in rings 0 to 2; a port access is a device's") {
    for (unsigned ring = 0; ring < 4; ++ring) {
        Rig rig;
        rig.ring(ring);
        rig.code(code_at, {ins(Op::div, a0, a1, a2)});
        rig.step();
        CHECK(rig.hart().ledger[ring == 3 ? Spent::guest_user : Spent::guest_kernel] == 18);
        CHECK(rig.hart().cycle == 18);
    }
    Rig rig;
    rig.code(code_at, {ins(Op::in, a0, zero, 0)});
    rig.step();
    CHECK(rig.hart().ledger[Spent::device] == 1000);
    CHECK(rig.hart().cycle == 1000);
}

TEST_CASE(
    "a miss costs its references: two for a small page, one for a large one, and those read before a fault") {
    Rig rig;
    rig.paging();
    rig.map(0x00c00000, data_at, Rig::all_rights, 3);
    rig.map(0x00c01000, Pte{});
    rig.map_large(0x01000000, 0, Rig::all_rights, 3);
    rig.code(code_at, {ins(Op::lw, a1, a0, 0)});
    rig.hart().tvec = code_at + 0x100;
    rig.step();  // fills the instruction TLB; the load misses an absent directory entry
    const auto walked = [&rig](U va) {
        const std::uint64_t before = rig.hart().ledger[Spent::walk];
        rig.x(a0) = va;
        rig.hart().pc = code_at;
        rig.step();
        return rig.hart().ledger[Spent::walk] - before;
    };
    CHECK(walked(0x00c00000) == 24);
    CHECK(walked(0x00c00004) == 0);
    CHECK(walked(0x00c01000) == 24);
    CHECK(walked(0x01008000) == 12);
    CHECK(walked(0x02000000) == 12);
}

TEST_CASE("locked time books work like cycle time, and no idle") {
    Rig rig(small(1, TimeMode::locked));
    rig.m.board.timers[0] = Timer{1000, 0, true};
    rig.hart().imask = 1;
    rig.code(code_at, {ins(Op::halt), ins(Op::mul, a0, a1, a2)});
    rig.step(2);
    CHECK(rig.hart().ledger[Spent::guest_kernel] == 13);
    CHECK(rig.hart().ledger[Spent::idle] == 0);
    CHECK(rig.hart().cycle == 13);
}

}  // namespace ringside::machine::test
