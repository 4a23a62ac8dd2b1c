// The machine is a value: how a run is cut, listened to, copied or saved changes nothing.
#include <catch2/catch.hpp>
#include <set>

#include "machine/fast.hpp"
#include "machine/trace_hash.hpp"
#include "tests/machine/expect.hpp"
#include "tests/machine/random_program.hpp"

namespace ringside::machine::test {
namespace {

constexpr std::uint64_t ticks = 3000;

template <class Body>
void for_programs(int seeds, Body body) {
    for (TimeMode time : {TimeMode::cycles, TimeMode::locked})
        for (U harts = 1; harts <= most_harts; ++harts)
            for (int seed = 0; seed < seeds; ++seed) {
                INFO("seed " << seed << ", harts " << harts << ", locked " << (time == TimeMode::locked));
                body(RandomProgram(static_cast<std::uint64_t>(seed) * 8 + harts, harts, time).machine(),
                     seed);
            }
}

// Runs to the same tick as `like` did, in pieces of random size; between pieces does `between`.
template <class Between>
Stop run_in_pieces(Machine& m, std::uint64_t budget, std::uint64_t seed, Listener* listener,
                   Between between) {
    Random random(seed);
    Stop stop;
    while (budget > 0 && stop.reason == Stop::Reason::budget) {
        const std::uint64_t piece =
            std::min<std::uint64_t>(budget, random.chance(30) ? random.below(3) : random.below(200));
        stop = run(m, piece, listener);
        budget -= piece;
        between(m);
    }
    return stop;
}

// The two engines side by side, compared after each piece of random length.
void both_engines(const Machine& start, std::uint64_t seed) {
    Machine reference = start, fast = start;
    FastEngine engine;
    Random random(seed);
    Stop stop;
    for (std::uint64_t left = 20000; left > 0 && stop.reason == Stop::Reason::budget;) {
        const std::uint64_t piece =
            std::min<std::uint64_t>(left, random.chance(20) ? random.below(4) : random.below(6000));
        stop = run(reference, piece);
        REQUIRE(engine.run(fast, piece, NullSink{}) == stop);
        if (!(fast == reference)) FAIL(difference(fast, reference));
        left -= piece;
    }
}

}  // namespace

TEST_CASE("random programs are busy: they reach every kind of event and most causes") {
    std::set<EventKind> kinds;
    std::set<U> causes, interrupts;
    std::uint64_t retired = 0;
    for_programs(12, [&](Machine m, int) {
        Recorder r;
        run(m, ticks, &r);
        for (const Event& e : r.events) {
            kinds.insert(e.kind);
            if (e.kind == EventKind::trap) causes.insert(e.a & 0xff);
            if (e.kind == EventKind::interrupt) interrupts.insert(e.a);
            retired += e.kind == EventKind::retire;
        }
    });
    for (EventKind kind : {EventKind::retire, EventKind::trap, EventKind::interrupt, EventKind::trap_return,
                           EventKind::walk_step, EventKind::pte_write, EventKind::tlb_fill,
                           EventKind::tlb_drop, EventKind::tlb_flush, EventKind::load, EventKind::store,
                           EventKind::port_in, EventKind::port_out, EventKind::halt, EventKind::wake}) {
        INFO(row(kind).name);
        CHECK(kinds.count(kind) == 1);
    }
    for (const isa::CauseRow& c : isa::cause_table) {
        INFO(c.name);
        CHECK(causes.count(static_cast<U>(c.cause)) == 1);
    }
    CHECK(interrupts.size() == 3);
    CHECK(retired > 100000);
}

TEST_CASE("a budget of n ticks passes exactly n boundaries, or the machine says why not") {
    for_programs(3, [](Machine m, int seed) {
        Random random(static_cast<std::uint64_t>(seed));
        for (int i = 0; i < 200; ++i) {
            const std::uint64_t before = m.ticks, budget = random.below(20);
            const Stop stop = run(m, budget);
            if (stop.reason != Stop::Reason::budget) {
                CHECK(m.ticks - before <= budget);
                return;
            }
            REQUIRE(m.ticks - before == budget);
        }
    });
}

TEST_CASE("cutting a run into pieces gives the same machine, the same stop and the same events") {
    for_programs(6, [](const Machine& start, int seed) {
        Machine whole = start, cut = start;
        Recorder events, cut_events;
        const Stop stop = run(whole, ticks, &events);
        const Stop cut_stop =
            run_in_pieces(cut, ticks, static_cast<std::uint64_t>(seed), &cut_events, [](Machine&) {});
        CHECK(stop.reason == cut_stop.reason);
        CHECK(whole == cut);
        CHECK(digest_of(whole) == digest_of(cut));
        CHECK(events.events == cut_events.events);
    });
}

TEST_CASE("the fast engine, in pieces, gives the machine and the stop of the reference engine") {
    for_programs(
        8, [](const Machine& start, int seed) { both_engines(start, static_cast<std::uint64_t>(seed)); });
}

TEST_CASE("the engines agree on thousands of random programs", "[long]") {
    for (std::uint64_t seed = 0; seed < 4000; ++seed)
        for (TimeMode time : {TimeMode::cycles, TimeMode::locked}) {
            INFO("seed " << seed << ", locked " << (time == TimeMode::locked));
            both_engines(RandomProgram(seed, 1 + static_cast<U>(seed % most_harts), time).machine(), seed);
        }
}

TEST_CASE("listening changes nothing") {
    for_programs(4, [](const Machine& start, int) {
        Machine silent = start, heard = start;
        Recorder r;
        CHECK(run(silent, ticks) == run(heard, ticks, &r));
        CHECK(silent == heard);
    });
}

TEST_CASE("saving and loading in the middle of a run changes nothing") {
    for_programs(2, [](const Machine& start, int seed) {
        Machine whole = start, restored = start;
        run(whole, 1000);
        run_in_pieces(restored, 1000, static_cast<std::uint64_t>(seed), nullptr, [](Machine& m) {
            const auto back = load<Machine>(save(m));
            REQUIRE(back);
            REQUIRE(*back == m);
            m = *back;
        });
        CHECK(whole == restored);
    });
}

TEST_CASE("a copy is a snapshot: whatever one of the two does, the other does not see it") {
    for_programs(2, [](Machine first, int) {
        run(first, 500);
        Machine second = first;
        const std::uint64_t digest = digest_of(first);
        CHECK(second == first);
        run(first, ticks);
        CHECK(digest_of(second) == digest);
        Machine third = second;
        run(second, ticks);
        CHECK(second == first);
        CHECK(digest_of(third) == digest);
    });
}

TEST_CASE("machines that differ, differ in digest; equal ones agree") {
    std::set<std::uint64_t> digests;
    int machines = 0;
    for_programs(3, [&](Machine m, int) {
        std::uint64_t before = m.ticks + 1;
        for (int i = 0; i < 5 && m.ticks != before; ++i) {
            before = m.ticks;
            digests.insert(digest_of(m));
            ++machines;
            run(m, 50);
        }
    });
    CHECK(digests.size() == static_cast<std::size_t>(machines));
}

TEST_CASE("the trace hash of a run does not depend on how it was cut, and differs between programs") {
    std::set<std::uint64_t> hashes;
    int programs = 0;
    for_programs(2, [&](const Machine& start, int seed) {
        Machine whole = start, cut = start;
        BareMetalTracer a(whole), b(cut);
        run(whole, ticks, &a);
        run_in_pieces(cut, ticks, static_cast<std::uint64_t>(seed), &b, [](Machine&) {});
        CHECK(a.hash().value() == b.hash().value());
        hashes.insert(a.hash().value());
        ++programs;
    });
    CHECK(hashes.size() == static_cast<std::size_t>(programs));
}

}  // namespace ringside::machine::test
