// The window's commands, by buttons and by keys.
#include "rig.hpp"

using namespace rig;

TEST_CASE("a press of step, and F10, and Space, each execute one instruction of the guest in front") {
    Seat seat;
    REQUIRE(seat.steps() == 0);
    REQUIRE(seat.click("step"));
    CHECK(seat.steps() == 1);
    seat.press({Key::f10});
    CHECK(seat.steps() == 2);
    seat.press({Key::space});
    CHECK(seat.steps() == 3);
    CHECK(seat.pc() == seat.address_of("_start") + 12);
}

TEST_CASE("run goes on until pause, and pause leaves the machine between two instructions") {
    Seat seat({}, {1440, 900}, "forever.s");
    REQUIRE(seat.click("run"));
    CHECK(seat.app.runner().running());
    const std::uint64_t early = seat.steps();
    seat.look();
    CHECK(seat.steps() > early);
    REQUIRE(seat.click("pause"));
    CHECK_FALSE(seat.app.runner().busy());
    const std::uint64_t paused = seat.steps();
    const auto digest = world::digest(seat.app.world());
    seat.look();
    CHECK(seat.steps() == paused);
    CHECK(world::digest(seat.app.world()) == digest);
    // Between two instructions: the next step is exactly one.
    seat.press({Key::f10});
    CHECK(seat.steps() == paused + 1);
}

TEST_CASE("F5 runs and pauses as the buttons do") {
    Seat seat({}, {1440, 900}, "forever.s");
    seat.press({Key::f5});
    CHECK(seat.app.runner().running());
    seat.press({Key::f5});
    CHECK_FALSE(seat.app.runner().busy());
}

TEST_CASE("stepping does not depend on how it is cut: a hundred steps equal a run of a hundred steps") {
    Seat one_by_one;
    for (int i = 0; i < 60; ++i) {
        one_by_one.act(StepGuest{1});
    }
    Seat at_once;
    at_once.act(StepGuest{60});
    CHECK(world::digest(one_by_one.app.world()) == world::digest(at_once.app.world()));
}

TEST_CASE("reset goes back to the first instruction and forgets what was seen") {
    Seat seat;
    const auto start = world::digest(seat.app.world());
    seat.act(StepGuest{50});
    REQUIRE(seat.app.history().of(vm_a).passage_count > 0);
    REQUIRE(seat.click("reset"));
    CHECK(seat.steps() == 0);
    CHECK(world::digest(seat.app.world()) == start);
    CHECK(seat.app.history().of(vm_a).passage_count == 0);
    CHECK_THAT(seat.text("What happens now"), Catch::Contains("No trap yet"));
}

TEST_CASE("over executes a call as one step") {
    Seat seat;
    while (seat.pc() != seat.address_of("greet") - 24) {  // the call
        REQUIRE(seat.steps() < 40);
        seat.act(StepGuest{1});
        if (world::read_virtual(seat.app.world(), vm_a, 0, isa::Gva{seat.pc()}, isa::Width::word)
                    .value_or(0) >>
                24 ==
            0x60) {
            break;
        }
    }
    const std::uint32_t call = seat.pc();
    const std::uint64_t before = seat.steps();
    seat.press({Key::f11});
    CHECK(seat.pc() == call + 4);
    CHECK(seat.steps() > before + 8);
    CHECK(world::board(seat.app.world(), vm_a).console.output == "ok\n");
}

TEST_CASE("over executes a system call as one step, the kernel's work included") {
    Seat seat;
    seat.act(ToggleBreakpoint{seat.address_of("program") + 4});  // the ecall
    seat.act(Run{});
    while (seat.app.runner().busy()) {
        seat.look();
    }
    REQUIRE(seat.pc() == seat.address_of("program") + 4);
    seat.press({Key::f11});
    CHECK(seat.pc() == seat.address_of("program") + 8);
    CHECK(world::board(seat.app.world(), vm_a).console.output == "ok\nh");
}

TEST_CASE("a breakpoint set by a press on its line stops a run there, once per passing") {
    Seat seat;
    const std::uint32_t trap = seat.address_of("trap");
    seat.act(ToggleBreakpoint{trap});
    for (int passing = 1; passing <= 2; ++passing) {
        seat.act(Run{});
        while (seat.app.runner().busy()) {
            seat.look();
        }
        CHECK(seat.pc() == trap);
        CHECK_THAT(seat.app.runner().said(), Catch::Contains("breakpoint"));
    }
    CHECK_THAT(seat.text(), Catch::Contains("●"));
    char line[24];
    std::snprintf(line, sizeof line, "line %08x", trap);
    REQUIRE(seat.click(line));
    CHECK(seat.app.runner().breakpoints().empty());
    seat.press({Key::f9});
    CHECK(seat.app.runner().has({vm_a, trap}));
}

TEST_CASE("to trap runs until the next trap has been dealt with") {
    Seat seat;
    REQUIRE(seat.click("to trap"));
    const Passage& first = seat.app.history().of(vm_a).passages.back();
    CHECK(first.number == 1);
    CHECK_FALSE(first.open);
    CHECK(first.to == vm_a);
    seat.press({Key::f8});
    CHECK(seat.app.history().of(vm_a).passages.back().number == 2);
}

TEST_CASE("the guests' buttons and G choose who is in front, and steps go to that guest") {
    Seat seat;
    REQUIRE(seat.click("bare metal"));
    CHECK(seat.app.ui().guest == bare);
    seat.press({Key::f10});
    CHECK(seat.steps(bare) == 1);
    CHECK_THAT(seat.text("Console"), Catch::Contains("bare metal"));
    seat.press({Key::g});
    CHECK(seat.app.ui().guest == vm_a);
    CHECK_THAT(seat.text("Console"), Catch::Contains("VM A"));
}

TEST_CASE("what is typed at the console is a journaled command") {
    Seat seat({}, {1440, 900}, "forever.s");
    REQUIRE(seat.puppet().click("type to the guest"));
    seat.puppet().type("hello");
    seat.puppet().press({Key::enter});
    REQUIRE(seat.app.session().journal().size() == 1);
    CHECK(std::get<world::ConsoleInput>(seat.app.session().journal()[0].command).text == "hello\n");
    CHECK(world::board(seat.app.world(), vm_a).console.input == "hello\n");
    CHECK(seat.app.ui().typed.empty());
}

TEST_CASE("keys typed into the console do not step the machine") {
    Seat seat;
    REQUIRE(seat.puppet().click("type to the guest"));
    seat.puppet().press({Key::space});
    seat.puppet().press({Key::g});
    CHECK(seat.steps() == 0);
    CHECK(seat.app.ui().guest == vm_a);
}

TEST_CASE("when the guest has powered off, the window says so and steps are refused") {
    Seat seat;
    seat.act(Run{});
    while (seat.app.runner().busy()) {
        seat.look();
    }
    CHECK(world::board(seat.app.world(), vm_a).console.output == "ok\nhi3");
    CHECK(world::board(seat.app.world(), bare).console.output == "ok\nhi3");
    CHECK_THAT(seat.text("Timeline"), Catch::Contains("ended"));
    const std::uint64_t steps = seat.steps();
    seat.press({Key::f10});
    CHECK(seat.steps() == steps);
    CHECK_THAT(seat.text("What happens now"), Catch::Contains("VM A has powered off with exit code 0."));
    seat.act(Run{});
    CHECK_FALSE(seat.app.runner().busy());
}

TEST_CASE("the sheet of keys lists every action, and closes by Escape") {
    Seat seat;
    seat.press({Key::f1});
    REQUIRE(seat.app.ui().sheet_open);
    const std::string text = seat.text("Keys");
    CHECK_THAT(text, Catch::Contains("Step over"));
    CHECK_THAT(text, Catch::Contains("Reset"));
    seat.press({Key::f10});
    CHECK(seat.steps() == 0);  // the sheet is in front
    seat.press({Key::escape});
    CHECK_FALSE(seat.app.ui().sheet_open);
}

TEST_CASE("theme, scale and the timeline's span follow their keys") {
    Seat seat;
    seat.press({Key::l, ctrl});
    CHECK(seat.app.look().scheme == Scheme::light);
    seat.press({Key::equal, ctrl});
    CHECK(seat.app.look().scale_percent == 110);
    seat.press({Key::digit_0, ctrl});
    CHECK(seat.app.look().scale_percent == 100);
    const std::uint64_t span = seat.app.ui().span;
    REQUIRE(seat.click("longer span"));
    CHECK(seat.app.ui().span > span);
    seat.press({Key::period});
    CHECK(seat.app.ui().span == span);
    seat.press({Key::q, ctrl});
    CHECK(seat.app.wants_to_close());
}

TEST_CASE("nothing is drawn again while nothing happens") {
    Seat seat;
    seat.look();
    CHECK(seat.app.next_frame_in() < 0);
    seat.app.carry_out(Run{});
    CHECK(seat.app.next_frame_in() == 0);
}
