// A Dear ImGui context with our fonts and looks, in which frames of a canvas are drawn; without any window or GL.
//
// The window and the headless renderer each own a stage and paint what it drew. Layout tests and the text forms use
// a stage alone, which needs no graphics at all:
//     Stage stage({Scheme::light, 150});
//     Recording seen;
//     stage.set_display({1440, 900}, 1.0F / 60);
//     stage.frame([](Canvas &canvas) { … }, &seen);
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "visualizer/kit/canvas.hpp"

struct ImGuiContext;

namespace ringside::ui {

using Draw = std::function<void(Canvas&)>;

class Stage {
public:
    explicit Stage(const Look& look, const FontPlaces& fonts = usual_fonts());
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    // Changes colours and scale; fonts are rasterised anew when the scale differs. Between frames only.
    void set_look(const Look& look);
    const Look& look() const { return look_; }
    // Rises whenever the font atlas was built anew, so that a renderer knows to fetch its texture again.
    int atlas_version() const { return atlas_version_; }
    // Sentences about missing fonts.
    const std::vector<std::string>& notices() const { return library_.notices(); }

    // The size of the surface in pixels, and the seconds since the last frame. A window's backend does this itself.
    void set_display(Vec pixels, float seconds);
    // Draws one frame.
    void frame(const Draw& draw, Recording* recording = nullptr);
    Canvas& canvas() { return canvas_; }
    // Makes this stage's context the current one, for calls to Dear ImGui outside frame().
    void make_current() const;

private:
    void rebuild_fonts();
    void apply_style();

    Look look_;
    FontLibrary library_;
    FontSet fonts_;
    Canvas canvas_;
    ImGuiContext* context_;
    int atlas_version_ = 0;
};

// A user for tests: acts on a stage by name, through the same input as a person.
class Puppet {
public:
    // `draw` is what the stage shows; each act draws as many frames as a person's act would take.
    Puppet(Stage& stage, Draw draw, Vec pixels = {1440, 900});

    // Moves onto the control of that name and presses it. False when there is none in sight.
    bool click(std::string_view control);
    bool right_click(std::string_view control);
    void hover(Vec at);  // in logical units
    void wheel(Vec at, float notches);
    void press(Chord chord);
    void type(std::string_view text);
    void wait(float seconds);
    // What the last frame drew.
    const Recording& seen() const { return seen_; }

private:
    bool click_with(int button, std::string_view control);
    void step(float seconds = 1.0F / 60);

    Stage& stage_;
    Draw draw_;
    Vec pixels_;
    Recording seen_;
};

}  // namespace ringside::ui
