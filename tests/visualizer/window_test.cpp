// The real window, as far as it can be tested without a display.
#include <cstdlib>

#include <catch2/catch.hpp>

#include "visualizer/kit/window.hpp"

using namespace ringside::ui;

TEST_CASE("without a display the window says so in a sentence and what to do instead") {
    struct Nothing : App {
        void draw(Canvas&) override {}
        Look look() const override { return {}; }
    };
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    Nothing app;
    const std::string error = run_window({.title = "Ringside"}, app);
    CHECK_THAT(error, Catch::StartsWith("Cannot open a window: there is no display"));
    CHECK_THAT(error, Catch::Contains("ringside shot"));
}
