// The geometry of the Step workspace: nothing overlaps, is clipped, leaves its box or is empty.
#include <algorithm>
#include <filesystem>

#include "rig.hpp"
#include "visualizer/kit/headless.hpp"

using namespace rig;

namespace {

struct Page {
    int width;
    int height;
    int scale;
    Scheme scheme;
};

std::string all_problems(const Recording& seen) {
    std::string all;
    for (const std::string& line : problems(seen)) {
        all += line + "\n";
    }
    return all;
}

// What a student meets on the way: each names a state and brings the seat there.
struct Scene {
    const char* name;
    void (*set)(Seat&);
};

void to_the_end(Seat& seat) {
    seat.act(Run{});
    while (seat.app.runner().busy()) {
        seat.look();
    }
}

const Scene scenes[] = {
    {"at the start", [](Seat&) {}},
    {"after a plain step", [](Seat& seat) { seat.act(StepGuest{2}); }},
    {"an emulated instruction", [](Seat& seat) { seat.act(RunToPassage{}); }},
    {"a hidden fault",
     [](Seat& seat) {
         while (seat.app.history().of(vm_a).passages.empty() ||
                !seat.app.history().of(vm_a).passages.back().did(machine::EventKind::hidden_fault)) {
             seat.act(RunToPassage{});
         }
     }},
    {"a true fault",
     [](Seat& seat) {
         while (seat.app.history().of(vm_a).passages.empty() ||
                !seat.app.history().of(vm_a).passages.back().did(machine::EventKind::true_fault)) {
             seat.act(RunToPassage{});
         }
     }},
    {"a breakpoint reached",
     [](Seat& seat) {
         seat.act(ToggleBreakpoint{seat.address_of("trap")});
         to_the_end(seat);
     }},
    {"bare metal in its kernel",
     [](Seat& seat) {
         seat.act(SelectGuest{bare});
         seat.act(RunToPassage{});
         seat.act(StepGuest{3});
     }},
    {"bare metal after a system call",
     [](Seat& seat) {
         seat.act(SelectGuest{bare});
         seat.act(RunToPassage{});
         seat.act(StepGuest{11});
     }},
    {"ended", to_the_end},
    {"the whole run",
     [](Seat& seat) {
         to_the_end(seat);
         seat.act(SetSpan{0});
     }},
    {"the sheet of keys", [](Seat& seat) { seat.act(ShowSheet{true}); }},
    {"registers in front",
     [](Seat& seat) {
         seat.act(StepGuest{30});
         seat.act(ShowCompactPanel{"Registers"});
     }},
    {"console in front",
     [](Seat& seat) {
         seat.act(StepGuest{30});
         seat.act(ShowCompactPanel{"Console"});
     }},
    {"stack in front",
     [](Seat& seat) {
         seat.act(StepGuest{30});
         seat.act(ShowCompactPanel{"Stack"});
     }},
    {"code in front",
     [](Seat& seat) {
         seat.act(StepGuest{30});
         seat.act(ShowCompactPanel{"Code"});
     }},
};

void check_all(const Page& page) {
    for (const Scene& scene : scenes) {
        CAPTURE(scene.name, page.width, page.height, page.scale, name(page.scheme));
        Seat seat({page.scheme, page.scale},
                  {static_cast<float>(page.width), static_cast<float>(page.height)});
        scene.set(seat);
        CHECK(all_problems(seat.look()) == "");
    }
}

}  // namespace

TEST_CASE("the Step workspace keeps every layout rule at 1440x900, dark and light, 100 and 200 %") {
    check_all({1440, 900, 100, Scheme::dark});
    check_all({1440, 900, 100, Scheme::light});
    check_all({1440, 900, 200, Scheme::dark});
    check_all({1440, 900, 200, Scheme::light});
}

TEST_CASE("the Step workspace keeps every layout rule at 1024x700, dark and light, 100 and 200 %") {
    check_all({1024, 700, 100, Scheme::dark});
    check_all({1024, 700, 100, Scheme::light});
    check_all({1024, 700, 200, Scheme::dark});
    check_all({1024, 700, 200, Scheme::light});
}

TEST_CASE("the Step workspace keeps every layout rule on other pages, from the least window to a large one") {
    check_all({640, 480, 100, Scheme::dark});
    check_all({800, 600, 100, Scheme::light});
    check_all({1280, 720, 125, Scheme::dark});
    check_all({1920, 1080, 100, Scheme::dark});
    check_all({2560, 1440, 150, Scheme::light});
    check_all({1440, 900, 75, Scheme::dark});
    check_all({1920, 1200, 300, Scheme::dark});
}

TEST_CASE("every panel of a wide page says something in every scene") {
    for (const Scene& scene : scenes) {
        CAPTURE(scene.name);
        Seat seat;
        scene.set(seat);
        for (const char* panel : {"What happens now", "Registers", "Console", "Stack", "Timeline"}) {
            CAPTURE(panel);
            CHECK(seat.text(panel).size() > 40);
        }
    }
}

TEST_CASE("pictures of the scenes, for a person to look at", "[long]") {
    for (const Scene& scene : scenes) {
        for (const Page& page : {Page{1440, 900, 100, Scheme::dark}, Page{1440, 900, 200, Scheme::light}}) {
            Seat seat({page.scheme, page.scale},
                      {static_cast<float>(page.width), static_cast<float>(page.height)});
            scene.set(seat);
            seat.app.carry_out(ShowPc{});
            auto opened = Headless::open({page.scheme, page.scale}, page.width, page.height);
            REQUIRE(opened.renderer);
            std::string scene_name = scene.name;
            std::replace(scene_name.begin(), scene_name.end(), ' ', '-');
            std::filesystem::path file(RINGSIDE_BINARY_DIR);
            file /= "pictures";
            std::filesystem::create_directories(file);
            file /= "scene-" + scene_name + "-" + std::string(name(page.scheme)) + ".png";
            const Picture picture = opened.renderer->shoot([&](Canvas& canvas) { seat.app.draw(canvas); });
            CHECK(write_png(picture, file.string()) == "");
        }
    }
}
