// A real window: GLFW, OpenGL, and a loop that sleeps while nothing happens.
//     struct Mine : App { void draw(Canvas &canvas) override { … } };
//     if (std::string error = run_window({.title = "Ringside"}, mine); !error.empty()) …   // no display, no GL
#pragma once

#include <string>

#include "visualizer/kit/stage.hpp"

namespace ringside::ui {

// What the window shows.
class App {
public:
    virtual ~App() = default;
    virtual void draw(Canvas& canvas) = 0;
    // In how many seconds the next frame is wanted although nothing happens: 0 = at once, negative = never.
    // Asked after each frame. While it is negative the program sleeps.
    virtual float next_frame_in() { return -1; }
    // The looks from the next frame on.
    virtual Look look() const = 0;
    virtual bool wants_to_close() const { return false; }
};

struct WindowOptions {
    std::string title{};
    int width = 1440;  // in pixels
    int height = 900;
    FontPlaces fonts = usual_fonts();
};

// Opens the window and runs until it is closed. Returns an empty string, or why it could not be opened, as a
// sentence.
std::string run_window(const WindowOptions& options, App& app);

// Ends the sleep of a window's loop; may be called from any thread while run_window runs.
void wake_window();

}  // namespace ringside::ui
