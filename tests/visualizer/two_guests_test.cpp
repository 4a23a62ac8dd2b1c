// Two virtual machines on one hart, and labs.
#include "rig.hpp"

using namespace rig;

TEST_CASE("two guests on one hart: steps go to the one in front, and its lanes know of the other") {
    auto lab = open_lab(RINGSIDE_SOURCE_DIR "/tests/visualizer/labs/two");
    INFO(lab.error);
    REQUIRE(lab);
    CHECK(lab->title == "Two guests");
    Application app(std::move(*lab), {});
    const world::GuestRef a{0, 0};
    const world::GuestRef b{0, 1};
    app.carry_out(StepGuest{10});
    app.settle();
    CHECK(world::steps(app.world(), a) == 10);
    app.carry_out(SelectGuest{b});
    app.carry_out(StepGuest{10});
    app.settle();
    CHECK(app.history().of(b).cpus[0].made == 10);
    CHECK(world::steps(app.world(), a) > 10);  // one hart: A had its slice first
    const Passage& last = app.history().of(a).passages.back();
    CHECK(last.interrupt);
    CHECK(last.to == b);

    Stage stage({});
    Recording seen;
    for (int frame = 0; frame < 4; ++frame) {
        stage.set_display({1440, 900}, 1.0F / 60);
        stage.frame([&app](Canvas& canvas) { app.draw(canvas); }, &seen);
    }
    std::string all;
    for (const std::string& line : problems(seen)) {
        all += line + "\n";
    }
    CHECK(all == "");
    CHECK_THAT(text_form(seen, "Timeline"), Catch::Contains("other guests"));
    CHECK_THAT(text_form(seen, "count.s"), Catch::Contains("vCPU 0"));
    Puppet puppet(stage, [&app](Canvas& canvas) { app.draw(canvas); });
    REQUIRE(puppet.click("processor"));
    CHECK(app.ui().cpu == 1);
    puppet.press({Key::c});
    CHECK(app.ui().cpu == 0);
    CHECK_THAT(text_form(seen), Catch::Contains("VM A") && Catch::Contains("VM B"));
}

TEST_CASE("a step is one of the processor in front, whatever the others do meanwhile") {
    auto lab = open_lab(RINGSIDE_SOURCE_DIR "/tests/visualizer/labs/two");
    REQUIRE(lab);
    Application app(std::move(*lab), {});
    const world::GuestRef b{0, 1};
    app.carry_out(SelectGuest{b});
    for (const std::uint32_t cpu : {1U, 0U}) {
        app.carry_out(SelectCpu{cpu});
        for (int i = 0; i < 5; ++i) {
            const std::uint64_t made = app.history().of(b).cpus[cpu].made;
            app.carry_out(StepGuest{1});
            app.settle();
            CHECK(app.history().of(b).cpus[cpu].made == made + 1);
        }
        CHECK(world::cpu(app.world(), b, cpu).seen.x[10] > 0);
        app.carry_out(RunToPassage{});
        app.settle();
        CHECK(app.history().of(b).passages_of(cpu).front()->cpu == cpu);
    }
}

TEST_CASE("the first lab opens with its virtual machine in front and its bare metal beside it") {
    auto lab = open_lab(RINGSIDE_SOURCE_DIR "/labs/01-popek-goldberg");
    INFO(lab.error);
    REQUIRE(lab);
    CHECK_FALSE(lab->advice.empty());
    CHECK(lab->advice.find('\n') == std::string::npos);
    Application app(std::move(*lab), {});
    REQUIRE(app.guests().size() == 2);
    CHECK(app.ui().guest.vm.has_value());
    CHECK_FALSE(app.guests()[1].guest.vm.has_value());
    app.carry_out(Run{});
    while (app.runner().busy()) {
        Stage stage({});
        stage.set_display({1440, 900}, 1.0F / 60);
        stage.frame([&app](Canvas& canvas) { app.draw(canvas); });
    }
    for (const GuestEntry& entry : app.guests()) {
        CHECK(ended(app.world(), entry.guest).has_value());
    }
}

TEST_CASE("what cannot be opened is told in a sentence") {
    CHECK_THAT(open_lab("no-such-lab").error, Catch::Contains("no-such-lab"));
    CHECK_THAT(open_lab("missing.elf").error, Catch::Contains("missing.elf"));
    CHECK_THAT(open_lab(RINGSIDE_SOURCE_DIR "/tests/visualizer").error, Catch::Contains("lab"));
}
