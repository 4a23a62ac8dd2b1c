// Pictures without a display: a surfaceless EGL context, a framebuffer object, and Dear ImGui's own renderer.
//     auto opened = Headless::open({Scheme::dark, 100}, 1440, 900);
//     if (!opened.renderer) { std::cerr << opened.error; return; }
//     Picture picture = opened.renderer->shoot(draw);
// The same frame gives the same pixels on every run.
#pragma once

#include <memory>
#include <string>

#include "visualizer/kit/png.hpp"
#include "visualizer/kit/stage.hpp"

namespace ringside::ui {

class Headless {
public:
    struct Opened {
        std::unique_ptr<Headless> renderer;  // null when it could not be opened …
        std::string error;                   // … and then why, as a sentence
    };
    // `width` and `height` in pixels, at most 16384 each.
    static Opened open(const Look& look, int width, int height, const FontPlaces& fonts = usual_fonts());
    ~Headless();
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    // Draws frames until the layout has settled (scroll regions need a second look) and returns the last one.
    Picture shoot(const Draw& draw, Recording* recording = nullptr);
    // Draws one frame that lasts `seconds`; paint() turns the last one into a picture.
    void frame(const Draw& draw, Recording* recording = nullptr, float seconds = 1.0F / 60);
    Picture paint();
    Stage& stage() { return stage_; }

private:
    struct Gl;
    Headless(std::unique_ptr<Gl> gl, const Look& look, int width, int height, const FontPlaces& fonts);

    std::unique_ptr<Gl> gl_;
    Stage stage_;
    int width_;
    int height_;
    int atlas_painted_ = 0;  // the atlas version whose texture is in place
};

}  // namespace ringside::ui
