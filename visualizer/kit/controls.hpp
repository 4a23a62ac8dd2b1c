// Things to press and short facts: buttons, tabs, chips, links, and a bar that lines them up.
//     Bar bar(canvas, strip);                                          // from the left
//     if (bar.button({.label = "step", .mark = Mark::play, .key = "F10", .tip = "Execute one instruction"})) …
//     bar.chip({{"CPU ", words(Tone::soft)}, {"trap-and-emulate", bold()}});
#pragma once

#include <string>
#include <string_view>

#include "visualizer/kit/canvas.hpp"

namespace ringside::ui {

struct Button {
    std::string label{};  // may be empty when there is a mark
    Mark mark = Mark::none;
    std::string key{};  // its shortcut, shown in the tip
    std::string tip{};
    std::string name{};  // unique in its scope; the label when empty
    bool chief = false;  // the one to press next
    bool enabled = true;
    bool show_key = false;  // draws the shortcut as a key cap on the button
    Tone tone = Tone::plain;
};

float width_of(const Canvas& canvas, const Button& button);
// Draws the button; true when it was pressed.
bool draw_button(Canvas& canvas, const Rect& rect, const Button& button);

// A workspace's tab; true when it was pressed.
bool draw_tab(Canvas& canvas, const Rect& rect, std::string_view label, bool selected,
              std::string_view tip = {}, std::string_view key = {});
float tab_width(const Canvas& canvas, std::string_view label);

// A short fact in a rounded box.
void draw_chip(Canvas& canvas, const Rect& rect, const Sentence& fact, std::string_view tip = {});
float chip_width(const Canvas& canvas, const Sentence& fact);

// Underlined words to press.
bool draw_link(Canvas& canvas, Vec at, std::string_view words, std::string_view tip = {});

// A row of things, each as wide as it needs to be, from the left or from the right.
class Bar {
public:
    Bar(Canvas& canvas, const Rect& strip, Align from = Align::left, float gap = measure::gap)
        : canvas_(canvas), left_(strip), from_(from), gap_(gap) {}

    bool button(const Button& button);
    bool tab(std::string_view label, bool selected, std::string_view tip = {}, std::string_view key = {});
    void chip(const Sentence& fact, std::string_view tip = {});
    void text(std::string_view words, TextStyle style);
    void key_cap(std::string_view key);
    void mark(Mark mark, Tone tone, std::string_view tip = {});
    // A mark, or a swatch of an owner's colour and pattern, with its meaning close beside it.
    void legend(Mark mark, Tone tone, std::string_view meaning, std::string_view tip = {});
    void legend(Tone tone, Pattern pattern, std::string_view meaning, std::string_view tip = {});
    bool link(std::string_view words, std::string_view tip = {});
    void space(float width);
    // The next `width` units, as high as the strip.
    Rect take(float width);
    // What is left of the strip.
    const Rect& rest() const { return left_; }
    bool has_room_for(float width) const { return left_.width() >= width; }

private:
    Canvas& canvas_;
    Rect left_;
    Align from_;
    float gap_;
};

}  // namespace ringside::ui
