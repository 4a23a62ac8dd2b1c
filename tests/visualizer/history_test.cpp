// What the recorder keeps: steps, passages, the trail, writers, divergences.
#include <numeric>

#include "rig.hpp"
#include "visualizer/model/explain.hpp"

using namespace rig;

namespace {

// The last passage of VM A in which the monitor did this.
const Passage& until(Seat& seat, machine::EventKind kind) {
    const auto& passages = seat.app.history().of(vm_a).passages;
    while (passages.empty() || !passages.back().did(kind)) {
        REQUIRE(seat.steps() < 100);
        seat.act(RunToPassage{});
    }
    return passages.back();
}

std::uint64_t ledger(const Seat& seat, machine::Spent what) {
    return seat.app.world().hosts[0].machine.harts[0].ledger[what];
}

}  // namespace

TEST_CASE("a passage's cycles are those that the ledger booked meanwhile") {
    Seat seat;
    seat.act(RunToPassage{});
    using machine::Spent;
    for (int i = 0; i < 30; ++i) {
        const machine::CostLedger before = seat.app.world().hosts[0].machine.harts[0].ledger;
        seat.act(RunToPassage{});
        const machine::CostLedger& after = seat.app.world().hosts[0].machine.harts[0].ledger;
        const Passage& passage = seat.app.history().of(vm_a).passages.back();
        std::uint64_t in_monitor = 0;
        for (const Spent what : {Spent::exit, Spent::emulate, Spent::shadow, Spent::copy}) {
            in_monitor += after[what] - before[what];
        }
        CHECK(passage.end - passage.trapped == in_monitor);
        CHECK(passage.trapped - passage.begin >= after[Spent::trap] - before[Spent::trap]);
    }
}

TEST_CASE("what a passage is told to have done sums to its time in the monitor") {
    Seat seat;
    for (int i = 0; i < 25; ++i) {
        seat.act(RunToPassage{});
        const Passage& passage = seat.app.history().of(vm_a).passages.back();
        const Programs& programs = *seat.app.guests().front().programs;
        const Story story = tell(passage, programs, {seat.app.world(), vm_a, 0});
        for (const Card& card : story.cards) {
            if (card.who != Card::Who::monitor) {
                continue;
            }
            std::uint64_t sum = 0;
            for (const Done& done : card.done) {
                sum += done.cycles.value_or(0);
            }
            CHECK(sum == passage.end - passage.trapped);
        }
    }
}

TEST_CASE("hidden and true faults are told apart") {
    Seat seat;
    const Passage hidden = until(seat, machine::EventKind::hidden_fault);
    CHECK_FALSE(hidden.did(machine::EventKind::reflect));
    CHECK(hidden.to_pc == hidden.pc);  // the same instruction again
    const Passage real = until(seat, machine::EventKind::true_fault);
    CHECK(real.did(machine::EventKind::reflect));
    CHECK(real.tval == 0x00800000);
    CHECK(real.to_pc == seat.address_of("trap"));
    CHECK(real.virtual_ring == 3);
    CHECK(real.to_virtual_ring == 0);
    CHECK(real.to_real_ring == 1);
}

TEST_CASE("a step knows how it was made: by the hardware, by the monitor, or as a trap into the guest") {
    Seat seat;
    std::array<int, 4> made{};
    const auto& last = seat.app.history().of(vm_a).cpus[0].last;
    while (!ended(seat.app.world(), vm_a)) {
        const std::uint32_t pc = seat.pc();
        const std::uint64_t number = last.number;
        seat.act(StepGuest{1});
        CHECK(last.number == number + 1);
        CHECK(last.pc == pc);
        ++made[static_cast<std::size_t>(last.how)];
        if (last.how == How::direct) {
            CHECK(last.next == seat.pc());
        }
    }
    CHECK(made[static_cast<std::size_t>(How::nothing)] == 0);
    CHECK(made[static_cast<std::size_t>(How::direct)] > 40);
    CHECK(made[static_cast<std::size_t>(How::emulated)] > 20);
    CHECK(made[static_cast<std::size_t>(How::trapped)] == 6);  // 4 system calls, a page fault, rdring
}

TEST_CASE("the trail accounts for every cycle of the hart") {
    Seat seat;
    seat.act(Run{});
    while (seat.app.runner().busy()) {
        seat.look();
    }
    const Recorder& history = seat.app.history();
    const std::uint64_t from = history.start(0);
    const std::uint64_t to = history.now(0);
    constexpr std::size_t columns = 500;
    const auto seen = history.trail(0).columns(history.index_of(vm_a), from, to, columns, history.present(0));
    double user = 0;
    double kernel = 0;
    double monitor = 0;
    for (const Trail::Column& column : seen) {
        user += column.lanes[0];
        kernel += column.lanes[1];
        monitor += column.lanes[2];
    }
    const double scale = static_cast<double>(to - from) / columns;
    CHECK((user + kernel + monitor) * scale == Approx(static_cast<double>(to - from)).epsilon(0.001));
    // Users' cycles are booked as such, but for walks and the traps that end them.
    CHECK(user * scale >= static_cast<double>(ledger(seat, machine::Spent::guest_user)));
}

TEST_CASE("the whole run is kept in bounded memory, however long") {
    Trail trail;
    std::uint64_t time = 0;
    for (int i = 0; i < 200'000; ++i) {
        trail.add(Stretch{time, time + 70, Layer::user, 0});
        trail.add(Stretch{time + 70, time + 100, Layer::monitor, 0});
        time += 100;
    }
    for (const auto& [from, to] :
         {std::pair<std::uint64_t, std::uint64_t>{0, time}, {time - 1'000'000, time}, {1000, time / 2}}) {
        const auto columns = trail.columns(0, from, to, 100);
        for (const Trail::Column& column : columns) {
            CHECK(column.lanes[0] == Approx(0.7).margin(0.05));
            CHECK(column.lanes[2] == Approx(0.3).margin(0.05));
        }
    }
    const auto last = trail.columns(0, time - 100, time, 10);
    CHECK(last[0].lanes[0] == Approx(1));
    CHECK(last[6].lanes[0] == Approx(1));
    CHECK(last[7].lanes[2] == Approx(1));
    CHECK(last[9].lanes[0] == 0);
}

TEST_CASE("the trail tells a guest from the others") {
    Trail trail;
    trail.add(Stretch{0, 50, Layer::kernel, 0});
    trail.add(Stretch{50, 100, Layer::user, 1});
    const auto columns = trail.columns(1, 0, 100, 2);
    CHECK(columns[0].others == Approx(1));
    CHECK(columns[0].lanes[1] == 0);
    CHECK(columns[1].lanes[0] == Approx(1));
    CHECK(columns[1].others == 0);
}

TEST_CASE("who wrote a word last is known: a guest's store, by its instruction") {
    Seat seat;
    const std::uint32_t greet = seat.address_of("greet");
    while (seat.pc() != greet + 8) {  // behind `sw ra, 0(sp)`
        REQUIRE(seat.steps() < 60);
        seat.act(StepGuest{1});
    }
    const std::uint32_t sp = world::cpu(seat.app.world(), vm_a, 0).seen.x[2];
    const auto at = world::host_address(seat.app.world(), vm_a, isa::Gpa{sp});
    REQUIRE(at);
    const auto writer = seat.app.history().last_writer(0, *at);
    REQUIRE(writer);
    CHECK(writer->pc == greet + 4);
    CHECK_FALSE(writer->monitor);
    CHECK_THAT(seat.text("Stack"), Catch::Contains("→ _start+"));
}

TEST_CASE("a sensitive instruction that the classic strap lets pass is caught in the act") {
    auto lab = open_lab(RINGSIDE_SOURCE_DIR "/labs/01-popek-goldberg");
    INFO(lab.error);
    REQUIRE(lab);
    Application app(std::move(*lab), {});
    const world::GuestRef vm = app.guests().front().guest;
    REQUIRE(vm.vm);
    const auto& last = app.history().of(vm).cpus[0].last;
    while (!last.divergence) {
        REQUIRE(world::steps(app.world(), vm) < 1000);
        app.carry_out(RunToPassage{});
        app.settle();
    }
    CHECK(isa::row(isa::decode(last.divergence->word)->op).class_ == isa::Class::sensitive);
    CHECK(last.divergence->got != last.divergence->expected);
    CHECK(last.how == How::direct);
}
