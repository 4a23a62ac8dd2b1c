// The whole program in a real window, under a display of its own, with keys and clicks.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/wait.h>

#include "rig.hpp"

using namespace rig;

namespace {

struct Outcome {
    int code = 0;
    std::string kept;  // what the window showed last, in words
};

// Presses the keys of `before`, the control of that name, and the keys of `after`.
Outcome session(const char* program, const char* control, const std::string& before,
                const std::string& after) {
    Seat seat({}, {1440, 900}, program);
    const Control* place = seat.look().control(control);
    REQUIRE(place != nullptr);
    const std::filesystem::path built(RINGSIDE_BINARY_DIR);
    const std::filesystem::path tests = std::filesystem::path(RINGSIDE_SOURCE_DIR) / "tests" / "visualizer";
    const std::filesystem::path kept = built / (std::string("window-session-") + program + ".txt");
    std::filesystem::remove(kept);
    std::string command = (tests / "window" / "session").string();
    command += " " + (built / "ringside").string() + " " + (tests / "programs" / program).string() + " " +
               kept.string();
    command += " " + std::to_string(static_cast<int>(place->rect.centre().x)) + " " +
               std::to_string(static_cast<int>(place->rect.centre().y));
    command += " '" + before + "' '" + after + "'";
    const int status = std::system(command.c_str());
    std::ifstream in(kept, std::ios::binary);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, {std::istreambuf_iterator<char>(in), {}}};
}

constexpr int skipped = 77;

}  // namespace

TEST_CASE("a session in a real window: steps by key, another guest by a click, a run to its end") {
    const Outcome outcome = session("rings.s", "bare metal", "F10 space F8", "F10 F10 F5 wait ctrl+l");
    if (outcome.code == skipped) {
        WARN("skipped: this needs Xvfb and xdotool");
        return;
    }
    REQUIRE(outcome.code == 0);
    CHECK_THAT(outcome.kept, Catch::Contains("ended"));
    CHECK_THAT(outcome.kept, Catch::Contains("Console  bare metal"));
    CHECK_THAT(outcome.kept, Catch::Contains("hi3"));
}

TEST_CASE("a session in a real window: run and pause leave it paused, and a click on step makes one step") {
    const Outcome outcome = session("forever.s", "step", "F10 F10 F10 F10", "F10");
    if (outcome.code == skipped) {
        WARN("skipped: this needs Xvfb and xdotool");
        return;
    }
    REQUIRE(outcome.code == 0);
    CHECK_THAT(outcome.kept, Catch::Contains("paused  step 6"));
}
