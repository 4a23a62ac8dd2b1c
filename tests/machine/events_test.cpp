// The event stream: what one boundary emits, in order and word for word; and the trace hash made from it.
#include <catch2/catch.hpp>

#include "machine/trace_hash.hpp"
#include "tests/machine/random_program.hpp"

namespace ringside::machine::test {
namespace {

constexpr U va = 0x00c00000;

Event event(EventKind kind, U pc, std::uint64_t time, U a = 0, U b = 0, U c = 0, U d = 0) {
    return Event{kind, 0, no_vm, 0, pc, time, a, b, c, d};
}

void same(const std::vector<Event>& found, const std::vector<Event>& wanted) {
    for (std::size_t i = 0; i < std::max(found.size(), wanted.size()); ++i) {
        INFO("event " << i << " of " << wanted.size());
        REQUIRE(i < found.size());
        INFO("found " << row(found[i].kind).name << " " << found[i].time << " " << found[i].a << " "
                      << found[i].b << " " << found[i].c << " " << found[i].d);
        REQUIRE(i < wanted.size());
        INFO("expected " << row(wanted[i].kind).name << " " << wanted[i].time << " " << wanted[i].a << " "
                         << wanted[i].b << " " << wanted[i].c << " " << wanted[i].d);
        CHECK(found[i] == wanted[i]);
    }
}

// The hash of one step that ends in `r`.
std::uint64_t hash_of(const HartRegisters& r) {
    TraceHash h;
    h.step(0, 0x4000, r);
    return h.value();
}

}  // namespace

TEST_CASE("a store that misses tells its whole story: fetch, walk, A and D, fill, store, retire") {
    Rig rig;
    rig.paging(3);
    rig.map(va, data_at, Rig::all_rights, 3);
    rig.x(a0) = va;
    rig.x(a2) = 0x12345678;
    const U word = ins(Op::sh, a2, a0, 6);
    rig.code(code_at, {word});
    const U directory = rig.directory_entry(va), entry = rig.table_entry(va);
    const U code_directory = rig.directory_entry(code_at), code_entry = rig.table_entry(code_at);
    const U leaf = data_at | Rig::all_rights | 0x300, dirty = leaf | Pte::a | Pte::d;
    const std::vector<Event> wanted = {
        event(EventKind::walk_step, code_at, 24, code_directory, rig.word(code_directory), code_at, 1),
        event(EventKind::walk_step, code_at, 24, code_entry, rig.word(code_entry), code_at, 2),
        event(EventKind::tlb_fill, code_at, 24, code_at, rig.word(code_entry), 0, 0),
        event(EventKind::walk_step, code_at, 49, directory, rig.word(directory), va + 6, 1),
        event(EventKind::walk_step, code_at, 49, entry, leaf, va + 6, 2),
        event(EventKind::pte_write, code_at, 49, entry, dirty, va + 6),
        event(EventKind::tlb_fill, code_at, 49, va + 6, dirty, 0, 1),
        event(EventKind::store, code_at, 49, va + 6, data_at + 6, 0x5678, 2),
        event(EventKind::retire, code_at, 49, word),
    };
    same(rig.record().events, wanted);
}

TEST_CASE("a fault that drops a stale entry, and the trap after it, are told in order") {
    Rig rig;
    rig.paging();
    rig.map(va, data_at, Pte::v | Pte::r | Pte::a, 3);
    rig.ring(3);
    rig.x(a0) = va;
    rig.code(code_at, {ins(Op::lw, a1, a0, 0), ins(Op::sw, a1, a0, 0)});
    rig.code(code_at + 0x100, {ins(Op::jal, 0, -64)});
    rig.hart().tvec = code_at + 0x100;  // the handler's page is in the instruction TLB by then
    rig.step();
    const std::uint64_t now = rig.hart().cycle;
    const U directory = rig.directory_entry(va), entry = rig.table_entry(va);
    const U at = code_at + 4, cause = 15 | 3 << 8;
    same(rig.record().events,
         {
             event(EventKind::walk_step, at, now + 25, directory, rig.word(directory), va, 1),
             event(EventKind::walk_step, at, now + 25, entry, rig.word(entry), va, 2),
             event(EventKind::tlb_drop, at, now + 25, va, 0, 0, 1),
             event(EventKind::trap, code_at + 0x100, now + 145, cause, va, at, 3),
         });
}

TEST_CASE("system instructions, ports, interrupts, halt and wake are told with their words") {
    Rig rig;
    rig.hart().psr.bits = Psr::previous_ring_mask;
    rig.hart().epc = code_at + 0x40;
    rig.hart().imask = 4;
    rig.x(a0) = 1;
    rig.code(code_at,
             {ins(Op::out, a0, zero, port::interrupts + 4), ins(Op::in, a1, zero, port::interrupts + 1),
              ins(Op::tlbinv), ins(Op::halt), ins(Op::rets)});
    const auto step = [&rig](std::vector<Event> wanted) { same(rig.record().events, wanted); };
    step({event(EventKind::port_out, code_at, 1000, 0x34, 1),
          event(EventKind::retire, code_at, 1000, rig.word(code_at))});
    step({event(EventKind::port_in, code_at + 4, 2000, 0x31, 0),
          event(EventKind::retire, code_at + 4, 2000, rig.word(code_at + 4))});
    step({event(EventKind::tlb_flush, code_at + 8, 2100),
          event(EventKind::retire, code_at + 8, 2100, rig.word(code_at + 8))});
    step({event(EventKind::halt, code_at + 12, 2110),
          event(EventKind::retire, code_at + 12, 2110, rig.word(code_at + 12))});
    step({event(EventKind::wake, code_at + 16, 2110),
          event(EventKind::retire, code_at + 16, 2170, rig.word(code_at + 16)),
          event(EventKind::trap_return, code_at + 0x40, 2170, code_at + 0x40, 3)});
    rig.hart().psr.bits |= Psr::ie_bit;
    step({event(EventKind::interrupt, handler_at, 2290, 0x80000002, 0, code_at + 0x40, 3)});
}

TEST_CASE("stores and loads are told by what reached memory") {
    Rig rig;
    rig.set_word(data_at, 0x80ff7f01);
    rig.x(a0) = data_at;
    rig.x(a2) = 0xaabbccdd;
    rig.code(code_at, {ins(Op::lb, a1, a0, 3), ins(Op::sb, a2, a0, 1), ins(Op::amoadd_w, a1, a0, a2)});
    CHECK(*rig.record().find(EventKind::load) ==
          event(EventKind::load, code_at, 1, data_at + 3, data_at + 3, 0x80, 1));
    CHECK(*rig.record().find(EventKind::store) ==
          event(EventKind::store, code_at + 4, 2, data_at + 1, data_at + 1, 0xdd, 1));
    const Recorder r = rig.record();
    CHECK(*r.find(EventKind::load) ==
          event(EventKind::load, code_at + 8, 20, data_at, data_at, 0x80ffdd01, 4));
    CHECK(*r.find(EventKind::store) ==
          event(EventKind::store, code_at + 8, 20, data_at, data_at, 0x80ffdd01u + 0xaabbccdd, 4));
}

TEST_CASE("each step is told once: retired and trapped instructions add up to the step index") {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        Machine m = RandomProgram(seed, 1 + static_cast<U>(seed % 8), TimeMode::cycles).machine();
        Recorder r;
        run(m, 2000, &r);
        std::uint64_t steps = 0, retired = 0, ticks = 0;
        for (const Event& e : r.events) {
            const bool between = e.kind == EventKind::trap && ((e.a & 0xff) == 10 || (e.a & 0xff) == 11);
            retired += e.kind == EventKind::retire;
            steps += e.kind == EventKind::retire || (e.kind == EventKind::trap && !between);
            ticks += e.kind == EventKind::retire || e.kind == EventKind::interrupt ||
                     (e.kind == EventKind::trap && (e.a & 0xff) != 10);
        }
        std::uint64_t instret = 0;
        for (const Hart& h : m.harts) instret += h.instret;
        CHECK(retired == instret);
        CHECK(steps == m.steps);
        CHECK(ticks == m.ticks);
    }
}

TEST_CASE("in locked time the trace does not depend on what things cost") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Machine usual = RandomProgram(seed, 1 + static_cast<U>(seed % 8), TimeMode::locked).machine(),
                dear = usual;
#define COST(name, meaning) dear.config.costs.name = dear.config.costs.name * 3 + 1;
#include "machine/costs.inc"
#undef COST
        BareMetalTracer a(usual), b(dear);
        run(usual, 3000, &a);
        run(dear, 3000, &b);
        INFO("seed " << seed);
        CHECK(a.hash().value() == b.hash().value());
        CHECK(usual.steps == dear.steps);
        for (std::size_t i = 0; i < usual.harts.size(); ++i)
            CHECK(static_cast<const HartRegisters&>(usual.harts[i]) ==
                  static_cast<const HartRegisters&>(dear.harts[i]));
        CHECK(usual.ram == dear.ram);
    }
}

TEST_CASE("the trace hash covers each register and special register, the processor, the pc, writes, ports "
          "and interrupts") {
    HartRegisters r;
    std::vector<std::uint64_t> hashes{hash_of(r)};
    const auto changed = [&](auto& member) {
        const auto before = member;
        member = static_cast<std::remove_reference_t<decltype(member)>>(member + 1);
        hashes.push_back(hash_of(r));
        member = before;
    };
    for (U i = 1; i < 16; ++i) changed(r.x[i]);
    for (U* member :
         {&r.pc, &r.psr.bits, &r.epc, &r.cause, &r.tval, &r.tvec, &r.scratch, &r.ptb.bits, &r.imask, &r.mctl,
          &r.ms[0], &r.ms[1], &r.ms[2], &r.ms[3], &r.lr_address, &r.lr_value, &r.lr_state})
        changed(*member);
    changed(r.icmp);
    r.icmp = 1ull << 32;
    hashes.push_back(hash_of(r));
    r.icmp = 0;
    const auto other = [&](auto feed) {
        TraceHash h;
        feed(h);
        hashes.push_back(h.value());
    };
    other([&](TraceHash& h) { h.step(1, 0x4000, r); });
    other([&](TraceHash& h) { h.step(0, 0x4004, r); });
    other([&](TraceHash& h) { h.interrupt(0, 0x4000, r); });
    other([&](TraceHash& h) { h.interrupt(0, 0x80000000, r); });
    other([&](TraceHash& h) { h.write(isa::Gpa{8}, 4, 1); });
    other([&](TraceHash& h) { h.write(isa::Gpa{8}, 2, 1); });
    other([&](TraceHash& h) { h.write(isa::Gpa{8}, 4, 2); });
    other([&](TraceHash& h) { h.write(isa::Gpa{12}, 4, 1); });
    other([&](TraceHash& h) { h.port(0, 8, 1, true); });
    other([&](TraceHash& h) { h.port(0, 8, 1, false); });
    other([&](TraceHash& h) { h.port(1, 8, 1, true); });
    other([&](TraceHash& h) { h.port(0, 9, 1, true); });
    other([&](TraceHash&) {});
    std::sort(hashes.begin(), hashes.end());
    CHECK(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
}

}  // namespace ringside::machine::test
